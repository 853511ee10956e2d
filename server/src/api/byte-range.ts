/** One range of bytes (RFC 9110, section 14). */
import { DomainError } from '../domain/errors.ts';

export interface ByteRange {
  /** Both inclusive. */
  readonly first: number;
  readonly last: number;
}

const form = /^bytes=[ \t]*(?:([0-9]{1,15})-([0-9]{1,15})?|-([0-9]{1,15}))[ \t]*$/i;

/**
 * The range that a header asks for; undefined where it asks for none that we serve (several ranges, other units, nonsense):
 * then the whole is sent, as the RFC allows. Fails with `invalid` `file/range` where nothing of it is in the file.
 */
export const readRange = (header: string | undefined, size: number): ByteRange | undefined => {
  const found = form.exec(header ?? '');
  if (found === null) return undefined;
  const [, from, to, suffix] = found;
  const unsatisfiable = () =>
    new DomainError('invalid', 'file/range', 'The file has no such range.', { params: { size } });
  if (suffix !== undefined) {
    const length = Math.min(Number(suffix), size);
    if (length === 0) throw unsatisfiable();
    return { first: size - length, last: size - 1 };
  }
  const first = Number(from);
  if (to !== undefined && Number(to) < first) return undefined;
  if (first >= size) throw unsatisfiable();
  return { first, last: to === undefined ? size - 1 : Math.min(Number(to), size - 1) };
};
