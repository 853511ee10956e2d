/** A text from elsewhere that is longer than this API's limit is cut, and not inside a character; absent is null. */
export const cut = (text: string | null | undefined, max: number): string | null => {
  if (text === null || text === undefined || text.length <= max) return text ?? null;
  const short = text.slice(0, max);
  return short.isWellFormed() ? short : short.slice(0, -1);
};
