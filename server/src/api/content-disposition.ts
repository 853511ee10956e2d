/** The name of a file in a header (RFC 6266, RFC 8187). */
import { isUtf8 } from 'node:buffer';

const token = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
const start = new RegExp(`^[ \\t]*${token}[ \\t]*`);
const parameter = new RegExp(`^;[ \\t]*(${token})[ \\t]*=[ \\t]*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s";]+))[ \\t]*`);

/** Node hands over header bytes as if they were Latin-1; browsers send UTF-8. */
const fromBytes = (text: string): string => {
  const bytes = Buffer.from(text, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : text;
};

/** `UTF-8'en'na%C3%AFve.txt`; undefined where it is not of that form. */
const decodeExtended = (text: string): string | undefined => {
  const value = /^utf-8'[^']*'(.*)$/i.exec(text)?.[1];
  try {
    return value === undefined ? undefined : decodeURIComponent(value);
  } catch {
    return undefined;
  }
};

/** The file name that a Content-Disposition gives, `filename*` first; undefined: none. Null: the header is broken. */
export const readFileName = (header: string | undefined): string | undefined | null => {
  if (header === undefined) return undefined;
  const begin = start.exec(header);
  if (begin === null) return null;
  const values = new Map<string, string>();
  let rest = header.slice(begin[0].length);
  while (rest !== '') {
    const found = parameter.exec(rest);
    if (found === null) return rest.trim() === ';' ? (values.get('filename') ?? undefined) : null;
    const [whole, name = '', quoted, plain] = found;
    values.set(name.toLowerCase(), quoted === undefined ? (plain ?? '') : quoted.replace(/\\(.)/g, '$1'));
    rest = rest.slice(whole.length);
  }
  const extended = values.get('filename*');
  const plain = values.get('filename');
  return (extended && decodeExtended(extended)) ?? (plain === undefined ? undefined : fromBytes(plain));
};

const escapeExtended = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** To be saved and not shown, whatever is in it; the name in ASCII too, for old programs. */
export const attachmentHeader = (name: string): string => {
  const plain = name.replace(/[^\x20-\x7e]/gu, '_').replace(/["\\%]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${escapeExtended(name)}`;
};
