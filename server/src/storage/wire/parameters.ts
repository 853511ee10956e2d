/** Values of JavaScript as PostgreSQL reads them from text. */

/** ISO 8601, as PostgreSQL writes years that have more or less than four digits. */
const dateText = (value: Date): string => {
  const year = value.getUTCFullYear();
  const text = value.toISOString();
  if (year >= 1 && year <= 9999) return text;
  const rest = text.slice(text.indexOf('-', 1));
  return year > 9999 ? `${year}${rest}` : `${String(1 - year).padStart(4, '0')}${rest} BC`;
};

const itemText = (item: unknown): string => {
  if (item === null || item === undefined) return 'NULL';
  if (typeof item === 'number') return String(item);
  if (Array.isArray(item)) return listText(item);
  const text = Buffer.isBuffer(item) ? `\\x${item.toString('hex')}` : parameterText(item);
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
};

const listText = (items: readonly unknown[]): string => {
  let text = '{';
  for (let index = 0; index < items.length; index += 1) {
    if (index > 0) text += ',';
    text += itemText(items[index]);
  }
  return `${text}}`;
};

/** Texts as they are, instants as ISO, lists as arrays, other objects as JSON. Buffers travel as bytes, not by this. */
export const parameterText = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (value instanceof Date) return dateText(value);
  if (Array.isArray(value)) return listText(value);
  return JSON.stringify(value);
};
