/** Ids on the wire: the 128 bits of a uid as 25 digits of base 36, zeros in front (contract worldcheck §4). */

/** A UUID, lower case with hyphens, as the wire writes it. */
export const toWireId = (uid: string): string =>
  BigInt(`0x${uid.replaceAll('-', '')}`)
    .toString(36)
    .padStart(25, '0');

const wireId = /^[0-9a-z]{25}$/;
const tenDigits = 36n ** 10n;
const fiveDigits = 36n ** 5n;

/** The uid that `toWireId` writes so; undefined for any other text, numbers beyond 128 bits among them. */
export const fromWireId = (text: string): string | undefined => {
  if (!wireId.test(text)) return undefined;
  // Ten digits of base 36 are within the integers that a number holds exactly.
  const digits = (from: number, to: number): bigint => BigInt(Number.parseInt(text.slice(from, to), 36));
  const value = (digits(0, 10) * tenDigits + digits(10, 20)) * fiveDigits + digits(20, 25);
  if (value >> 128n !== 0n) return undefined;
  const hex = value.toString(16).padStart(32, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};
