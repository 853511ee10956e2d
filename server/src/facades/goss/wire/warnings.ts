/** The warnings of a call, in the order in which they are found. */
export interface Warnings {
  readonly texts: readonly string[];
  add(...texts: readonly string[]): void;
  /** The value where it fits; else null, and a warning. */
  keep<T>(value: T | null, fits: (value: T) => boolean, warning: (value: T) => string): T | null;
}

export const collectWarnings = (): Warnings => {
  const texts: string[] = [];
  return {
    texts,
    add: (...more) => void texts.push(...more),
    keep: (value, fits, warning) => {
      if (value === null || fits(value)) return value;
      texts.push(warning(value));
      return null;
    },
  };
};
