/** Dates of the wire: UTC with `Z`, to the second or with exactly three decimals (contract egain 3.5). */
const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z$/;

/** The instant; undefined: no such date, or not in that form. */
export const parseDate = (text: string): Date | undefined => {
  if (!pattern.test(text) || text.startsWith('0000')) return undefined;
  const at = new Date(text);
  // Written again it must be the same: the 30th of February would come back as a day in March.
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 19) === text.slice(0, 19) ? at : undefined;
};

export const formatDate = (at: Date): string => at.toISOString();
