/** `COPY … FROM STDIN` over a connection of `pg`, which has the protocol for it and no call. */
import type pg from 'pg';

/** The part of a `pg` connection that a copy needs; its published types leave it out. */
interface Wire {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** What `pg` calls of a query that writes itself onto the connection. */
interface Submitted {
  submit(wire: Wire): void;
  handleCopyInResponse(wire: Wire): void;
  handleCommandComplete(): void;
  handleReadyForQuery(): void;
  handleError(error: Error): void;
}

/** Sends one piece of rows to `target` (`table (columns)`); answers once the database has taken all of it. */
export const copyIn = (client: pg.ClientBase, target: string, rows: Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    const copy: Submitted = {
      submit: (wire) => wire.query(`copy ${target} from stdin`),
      handleCopyInResponse: (wire) => {
        wire.sendCopyFromChunk(Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength));
        wire.endCopyFrom();
      },
      handleCommandComplete: () => {},
      handleReadyForQuery: resolve,
      handleError: reject,
    };
    client.query(copy as unknown as pg.Submittable);
  });
