/** Results of the calls on one case (contract goss §6). */

export interface Failure {
  readonly success: false;
  readonly errors: readonly string[];
}

export const failure = (...errors: readonly string[]): Failure => ({ success: false, errors });

/** `notes` are shown to who asked for `debug`. */
const notesOf = (isDebug: boolean, notes: readonly string[]) => (isDebug ? { notes } : {});

export const success = (isDebug: boolean, ...notes: readonly string[]) => ({
  success: true,
  errors: [],
  ...notesOf(isDebug, notes),
});

/** Of the calls that answer nothing but that they succeeded. */
export const bareSuccess = (isDebug: boolean, ...notes: readonly string[]) => ({
  success: true,
  ...notesOf(isDebug, notes),
});

/** Where there is no open case of that reference, for most calls. */
export const noExecutions = "CM error: Couldn't find any active executions.";
