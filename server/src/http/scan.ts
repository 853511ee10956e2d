/** The sticky `pattern`'s match at `at`, or null. Sets where it looks each time, so that a shared pattern keeps nothing. */
export const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};
