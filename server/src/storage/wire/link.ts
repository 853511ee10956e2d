/**
 * A connection that is signed in: statements go out as they are asked, without waiting for one another, and are answered
 * in that order. Each is a round of its own, so that a failure of one leaves the next alone. Every text is prepared once
 * and described once; after that a statement is Bind, Execute and Sync in one write.
 */
import type { Socket } from 'node:net';
import { isReadOnly } from '../connect.ts';
import { type Columns, readColumns, readRow } from './columns.ts';
import { Outbox } from './outbox.ts';
import { readError } from './read-error.ts';

/** A text as the server of this connection keeps it. Without `columns` it is not known yet whether it was understood. */
interface Prepared {
  readonly name: string;
  columns: Columns | undefined;
  isKnown: boolean;
}

interface Waiting {
  readonly text: string;
  readonly prepared: Prepared;
  rows: object[];
  /** `COMMIT`, `INSERT`, … */
  command: string;
  error: Error | undefined;
  /** What is behind it makes no sense without it. */
  readonly isPrelude: boolean;
  resolve(waiting: Waiting): void;
  reject(error: Error): void;
}

/** Texts beyond this many are not kept prepared: a bound on what a connection costs its server. */
const maxPrepared = 500;

const none: Columns = { names: [], parsers: [], empty: {} };

export type Flush = (send: () => void) => void;

export class Link {
  /** The tenant of what is asked from now on. */
  tenantId: number | undefined;
  readonly #socket: Socket;
  readonly #flush: Flush;
  readonly #outbox = new Outbox();
  readonly #prepared = new Map<string, Prepared>();
  readonly #waiting: Waiting[] = [];
  #named = 0;
  #rest: Buffer | undefined;
  #flushing = false;
  #ended: Error | undefined;
  #closing: Error | undefined;
  #state = 0x49;
  #since = 0;

  /** `flush` says when what was asked in a turn is written; `onEnd` is told once, however the connection ends. */
  constructor(socket: Socket, flush: Flush, onEnd: (link: Link) => void) {
    this.#socket = socket;
    this.#flush = flush;
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('error', (error: Error) => this.#end(error));
    socket.on('close', () => {
      this.#end(this.#closing ?? new Error('Connection terminated unexpectedly'));
      onEnd(this);
    });
  }

  get isAlive(): boolean {
    return this.#ended === undefined && this.#closing === undefined;
  }

  /** Whether nothing is under way: no statement, no transaction. */
  get isIdle(): boolean {
    return this.#waiting.length === 0 && this.#state === 0x49;
  }

  /** Whether what was asked goes out with what may still be asked in this turn: one write for all of it. */
  get isGathering(): boolean {
    return this.#flushing;
  }

  /** Statements that are not answered yet. */
  get pending(): number {
    return this.#waiting.length;
  }

  /** When the statement that is now being worked on became the first, by `performance.now()`; of use while there is one. */
  get since(): number {
    return this.#since;
  }

  /** Rows, and the command that PostgreSQL says it did. Rejects with what the database or the connection refused. */
  query(text: string, values: readonly unknown[]): Promise<{ rows: object[]; command: string }> {
    return this.#ask(text, values, false);
  }

  /** A statement that those behind it rest on (the tenant, BEGIN): should it fail, the connection ends and they fail too. */
  prelude(text: string, values: readonly unknown[]): void {
    this.#ask(text, values, true).catch(() => {});
  }

  #ask(text: string, values: readonly unknown[], isPrelude: boolean): Promise<{ rows: object[]; command: string }> {
    return new Promise((resolve, reject) => {
      const refused = this.#ended ?? this.#closing;
      if (refused !== undefined) {
        reject(refused);
        return;
      }
      const before = this.#outbox.length;
      const known = this.#prepared.get(text);
      try {
        const prepared = known?.isKnown ? known : this.#prepare(text, known !== undefined);
        this.#outbox.bindAndExecute(prepared.name, values);
        if (this.#waiting.length === 0) this.#since = performance.now();
        this.#waiting.push({ text, prepared, rows: [], command: '', error: undefined, isPrelude, resolve, reject });
        this.#schedule();
      } catch (error) {
        this.#outbox.cutTo(before); // a value that has no text: nothing of it was sent
        if (known === undefined) this.#prepared.delete(text);
        throw error;
      }
    });
  }

  /** Lets go of the connection, which ends when what is under way has been answered. */
  close(): void {
    if (this.#ended !== undefined || this.#closing !== undefined) return;
    this.#closing = new Error('Connection terminated');
    this.#outbox.terminate();
    this.#socket.end(this.#outbox.take());
  }

  /** Ends the connection at once, whatever is under way: that fails with `error`. */
  cut(error: Error): void {
    this.#end(error);
    this.#socket.destroy();
  }

  /** A text that is being prepared by an earlier statement, or one too many, is sent without a name, for once. */
  #prepare(text: string, isUnderWay: boolean): Prepared {
    const isNamed = !isUnderWay && this.#prepared.size < maxPrepared;
    const prepared: Prepared = { name: isNamed ? `s${this.#named++}` : '', columns: undefined, isKnown: false };
    if (isNamed) this.#prepared.set(text, prepared);
    this.#outbox.parse(prepared.name, text);
    this.#outbox.describeStatement(prepared.name);
    return prepared;
  }

  #schedule(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    this.#flush(() => {
      this.#flushing = false;
      if (this.isAlive && !this.#outbox.isEmpty) this.#socket.write(this.#outbox.take());
    });
  }

  #end(error: Error): void {
    if (this.#ended !== undefined) return;
    this.#ended = error;
    this.#socket.destroySoon();
    for (const waiting of this.#waiting.splice(0)) waiting.reject(waiting.error ?? error);
  }

  #receive(chunk: Buffer): void {
    const bytes = this.#rest === undefined ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    try {
      while (at + 5 <= bytes.length) {
        const end = at + 1 + bytes.readInt32BE(at + 1);
        if (end > bytes.length) break;
        this.#message(bytes[at] ?? 0, bytes, at + 5, end);
        at = end;
      }
    } catch (error) {
      this.#end(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    this.#rest = at === bytes.length ? undefined : bytes.subarray(at);
  }

  #message(code: number, bytes: Buffer, start: number, end: number): void {
    const current = this.#waiting[0];
    switch (code) {
      case 0x44: // DataRow
        if (current?.prepared.columns === undefined) throw new Error('A row came that nobody asked for.');
        if (current.error === undefined) this.#row(current, current.prepared.columns, bytes, start);
        break;
      case 0x43: // CommandComplete
        if (current !== undefined) current.command = bytes.toString('latin1', start, end - 1).split(' ', 1)[0] ?? '';
        break;
      case 0x5a: // ReadyForQuery
        this.#state = bytes[start] ?? 0;
        if (current !== undefined) this.#answer(current);
        break;
      case 0x54: // RowDescription
      case 0x6e: // NoData
        if (current !== undefined) {
          current.prepared.columns = code === 0x54 ? readColumns(bytes, start) : none;
          current.prepared.isKnown = current.prepared.name !== '';
        }
        break;
      case 0x45: // ErrorResponse
        if (current !== undefined) current.error = readError(bytes, start, end);
        break;
      case 0x47: // CopyIn, CopyOut, CopyBoth
      case 0x48:
      case 0x57:
        throw new Error('COPY is not spoken here.');
      default: // ParseComplete, BindComplete, notices, parameters
    }
  }

  /** A value that cannot be read is the failure of its statement alone. */
  #row(current: Waiting, columns: Columns, bytes: Buffer, start: number): void {
    try {
      current.rows.push(readRow(columns, bytes, start));
    } catch (error) {
      current.error = error instanceof Error ? error : new Error(String(error));
    }
  }

  #answer(current: Waiting): void {
    this.#waiting.shift();
    if (this.#waiting.length > 0) this.#since = performance.now();
    const { prepared, text, error } = current;
    // What was not understood is not there; should the server think otherwise, the next try has another name.
    if (!prepared.isKnown && prepared.name !== '') this.#prepared.delete(text);
    if (error === undefined) current.resolve(current);
    else current.reject(error);
    if (error !== undefined && current.isPrelude) this.#end(error);
    // The host takes no writes any more: the next connection finds the one that does.
    if (isReadOnly(error)) this.close();
  }
}
