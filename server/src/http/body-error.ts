/**
 * Why the bytes of a request could not be read. Faces catch it where a contract wants its own words; elsewhere
 * `toDomainError` makes it a domain error of kind `invalid` with the code `request/<reason>`.
 */
export type BodyErrorReason =
  /** No byte, or only blanks. */
  | 'empty'
  /** Not UTF-8. */
  | 'encoding'
  /** Not well-formed. */
  | 'syntax'
  /** Nested deeper than the face allows. */
  | 'depth';

export class BodyError extends Error {
  override readonly name = 'BodyError';
  readonly reason: BodyErrorReason;

  constructor(reason: BodyErrorReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Where an offset (UTF-16 units) lies in a text: line and column, both counted from 1. */
export const positionOf = (text: string, offset: number): { line: number; column: number } => {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - (before.lastIndexOf('\n') + 1) + 1 };
};
