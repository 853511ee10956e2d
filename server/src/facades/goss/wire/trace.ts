/** The trace of a call (contract goss §5.4): what was done, when, as the server's clock says. */

export interface TraceMessage {
  readonly message: string;
  /** UTC, 3 decimals. */
  readonly timestamp: string;
  readonly data: object;
  readonly elapsedTime: string;
}

export interface Trace {
  add(message: string, data?: object): void;
  /** How many messages there are, to come back to. */
  length(): number;
  /** Forgets what came behind: that part of the work runs again. */
  rewind(length: number): void;
  /** The end of the call: everything that its answer says of time. */
  end(): { readonly duration: string; readonly messages: readonly TraceMessage[]; startTime: string; endTime: string };
}

interface Step {
  readonly message: string;
  readonly at: number;
  readonly data: object;
}

/** Begins with the first message; the clock's own steps back do not show. */
export const startTrace = (now: () => number, first: string): Trace => {
  let latest = now();
  const steps: Step[] = [{ message: first, at: latest, data: {} }];
  const tick = (): number => {
    latest = Math.max(latest, now());
    return latest;
  };
  return {
    add: (message, data = {}) => void steps.push({ message, at: tick(), data }),
    length: () => steps.length,
    rewind: (length) => void steps.splice(length),
    end: () => {
      const begun = steps[0]?.at ?? latest;
      const ended = tick();
      // Most of them fall into one millisecond.
      let shown = { at: begun, text: new Date(begun).toISOString() };
      const textOf = (at: number): string => {
        if (at !== shown.at) shown = { at, text: new Date(at).toISOString() };
        return shown.text;
      };
      return {
        duration: `${ended - begun} ms`,
        messages: steps.map(({ message, at, data }, i) => ({
          message,
          timestamp: textOf(at),
          data,
          elapsedTime: `${at - (steps[i - 1]?.at ?? at)} ms`,
        })),
        startTime: textOf(begun),
        endTime: textOf(ended),
      };
    },
  };
};
