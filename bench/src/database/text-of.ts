/** A value as PostgreSQL reads it from text; undefined for null. */
export const textOf = (value: unknown): string | undefined => {
  if (value === null || value === undefined) return undefined;
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  if (Array.isArray(value)) return `{${value.map(itemOf).join(',')}}`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

const itemOf = (value: unknown): string => {
  const text = textOf(value);
  return text === undefined ? 'NULL' : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
};
