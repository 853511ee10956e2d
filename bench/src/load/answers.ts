/** Reads HTTP/1.1 answers off a connection: just the status and where the answer ends. */

const headEnd = Buffer.from('\r\n\r\n');

export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

/** `bodiless`: answers to HEAD, which announce a length and send nothing. Throws for what it cannot read. */
export const createAnswerReader = (bodiless: boolean, onAnswer: (answer: Answer) => void) => {
  let rest: Buffer = Buffer.alloc(0);

  const lengthOf = (head: string, status: number): number => {
    if (bodiless || status === 204 || status === 304) return 0;
    const found = /\r\ncontent-length: *([0-9]+)/i.exec(head);
    if (found === null) throw new Error(`An answer without Content-Length:\n${head}`);
    return Number(found[1]);
  };

  /** Where the first answer of `bytes` ends; 0 where it is not whole yet. */
  const take = (bytes: Buffer): number => {
    const end = bytes.indexOf(headEnd);
    if (end < 0) return 0;
    const status = Number(bytes.toString('latin1', 9, 12));
    const start = end + headEnd.length;
    const length = lengthOf(bytes.toString('latin1', 0, end), status);
    if (bytes.length < start + length) return 0;
    onAnswer({ status, body: bytes.subarray(start, start + length) });
    return start + length;
  };

  return (chunk: Buffer): void => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let end = take(rest); end > 0 && rest.length > 0; end = take(rest)) rest = rest.subarray(end);
  };
};
