import pg from 'pg';

/** The fields of an ErrorResponse that are of use, by their letter. */
const members = {
  S: 'severity',
  C: 'code',
  D: 'detail',
  H: 'hint',
  P: 'position',
  W: 'where',
  s: 'schema',
  t: 'table',
  c: 'column',
  d: 'dataType',
  n: 'constraint',
  R: 'routine',
} as const;

/** An ErrorResponse, whose body lies from `start` to `end`, as the error that `pg` makes of one. */
export const readError = (bytes: Buffer, start: number, end: number): pg.DatabaseError => {
  const fields = new Map<string, string>();
  for (let at = start; at < end && bytes[at] !== 0; ) {
    const stop = bytes.indexOf(0, at + 1);
    fields.set(String.fromCharCode(bytes[at] ?? 0), bytes.toString('utf8', at + 1, stop));
    at = stop + 1;
  }
  const error = new pg.DatabaseError(fields.get('M') ?? '', end - start, 'error');
  for (const [letter, member] of Object.entries(members)) error[member] = fields.get(letter);
  return error;
};
