/** Names and values as forms and queries carry them: `a=1&b=2`, `+` is a space, percent escapes are UTF-8. */
export type Pair = readonly [name: string, value: string];

/** A piece that cannot be decoded: an escape that is none, or escapes that are not UTF-8. */
export class PairError extends Error {
  override readonly name = 'PairError';
  /** The name as sent where only its value is bad; undefined where the name is. */
  readonly member: string | undefined;

  constructor(member: string | undefined) {
    super(member === undefined ? 'A name cannot be decoded.' : `The value of '${member}' cannot be decoded.`);
    this.member = member;
  }
}

const decode = (text: string, member?: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new PairError(member);
  }
};

/**
 * All pairs in order, repeated names and empty values too; empty pieces (`a=1&&b=2`) are passed over, a piece without
 * `=` has an empty value. Fails with `PairError`.
 */
export const parsePairs = (text: string): Pair[] => {
  const pairs: Pair[] = [];
  for (const piece of text.split('&')) {
    if (piece === '') continue;
    const equals = piece.indexOf('=');
    const name = decode(equals < 0 ? piece : piece.slice(0, equals));
    pairs.push([name, equals < 0 ? '' : decode(piece.slice(equals + 1), name)]);
  }
  return pairs;
};
