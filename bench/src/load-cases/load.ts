/** Fills the tenant of the bench with cases: one transaction, by COPY, while a worker makes the rows. */
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { Worker } from 'node:worker_threads';
import type { Connection } from '@docket/server/storage/pool.ts';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type TableName, tables } from './rows.ts';
import { setAside } from './set-aside.ts';

/** What a load is made of; the same again makes the same rows. Plain data: it travels to the worker. */
export interface Load {
  readonly connection: Connection;
  readonly tenantId: number;
  readonly cases: number;
  readonly customers: number;
  readonly seed: number;
  readonly firstNumber: number;
  /** The cases were made in the days up to this instant, the last one just before it. */
  readonly untilMs: number;
  readonly days: number;
}

/** Rows of one table, as COPY reads them. */
export interface Piece {
  readonly table: TableName;
  readonly rows: Uint8Array;
  /** How many cases it holds. */
  readonly cases: number;
}

/** So many pieces are made ahead of the one that is being written. */
const ahead = 4;

/** The worker's pieces, one after the other. */
const generate = async function* (load: Load): AsyncGenerator<Piece> {
  const worker = new Worker(new URL('./generate-rows.ts', import.meta.url), { workerData: load });
  try {
    const waiting: Promise<[Piece | undefined]>[] = [];
    const answers: ((answer: [Piece | undefined]) => void)[] = [];
    const failed = Promise.withResolvers<never>();
    failed.promise.catch(() => {}); // told to whoever waits for a piece
    worker.on('error', failed.reject);
    worker.on('message', (piece: Piece | undefined) => answers.shift()?.([piece]));
    const ask = (): void => {
      const answer = Promise.withResolvers<[Piece | undefined]>();
      answers.push(answer.resolve);
      waiting.push(answer.promise);
      worker.postMessage('next');
    };
    for (let asked = 0; asked < ahead; asked += 1) ask();
    for (;;) {
      const [piece] = await Promise.race([waiting.shift() ?? once(worker, 'exit'), failed.promise]);
      if (piece === undefined) return;
      ask();
      yield piece;
    }
  } finally {
    await worker.terminate();
  }
};

const sequences = {
  case_number: ['cases', 'number'],
  note_id: ['notes', 'note_id'],
  customer_id: ['customers', 'customer_id'],
  position: ['history', 'position'],
} as const;

/** Each goes on behind what was loaded; one that nothing was taken of stays where it starts. */
const moveSequences = async (client: pg.ClientBase, tenantId: number): Promise<void> => {
  for (const [sequence, [table, column]] of Object.entries(sequences)) {
    await client.query(
      `select setval($1::text::regclass, max(${column})) from docket.${table} where tenant_id = $2 having max(${column}) is not null`,
      [`docket.${sequence}_${tenantId}`, tenantId],
    );
  }
};

const names = Object.keys(tables) as TableName[];
/** `case_words` is made from cases and notes, all at once where the triggers would do it case by case. */
const qualified = [...names, 'case_words'].map((name) => `docket.${name}`);
const watched = ['docket.cases', 'docket.notes'];

/** Tells of cases that are in, and of what takes long afterwards. */
export type Progress = (line: string) => void;

/**
 * Writes the cases, whole or not at all. `client` owns the tables and is outside a transaction; the tenant has no cases yet.
 * Nobody else works in the store meanwhile: the tables are locked until the indexes are made.
 */
export const loadCases = async (client: pg.ClientBase, load: Load, tell: Progress): Promise<void> => {
  const pieces = generate(load);
  // The worker has read the tenant once it answers: from then on what the tenant refers to may be locked too.
  const first = await pieces.next();
  await client.query('begin');
  try {
    await client.query("set local maintenance_work_mem = '512MB'");
    const putBack = await setAside(client, qualified);
    for (const table of watched) await client.query(`alter table ${table} disable trigger user`);
    let done = 0;
    for (let piece = first; piece.done !== true; piece = await pieces.next()) {
      const { table, rows, cases } = piece.value;
      if (rows.length === 0) continue;
      const chunk = Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength);
      await pipeline([chunk], client.query(copyFrom(`copy docket.${table} (${tables[table]}) from stdin`)));
      const before = done;
      done += cases;
      if (Math.floor(done / 50_000) > Math.floor(before / 50_000)) tell(`${done} of ${load.cases} cases`);
    }
    tell('words');
    await client.query('select docket.fill_words($1)', [load.tenantId]);
    for (const table of watched) await client.query(`alter table ${table} enable trigger user`);
    tell('indexes and foreign keys');
    for (const statement of putBack) await client.query(statement);
    await moveSequences(client, load.tenantId);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    await pieces.return(undefined);
  }
  tell('statistics');
  // Beside the statistics it sets what the first reads would have to: a store that grew has that behind it.
  await client.query(`vacuum (analyze) ${qualified.join(', ')}`);
};
