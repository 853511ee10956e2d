/** The worker that makes the rows of a load, beside the database that takes them: one piece for each time it is asked. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Load, Piece } from './load.ts';
import { createCaseMaker } from './make-case.ts';
import { dayMs } from './make-life.ts';
import { createRandom } from './random.ts';
import { readTenant } from './read-tenant.ts';
import { createRows, customerRows } from './rows.ts';
import { createVocabulary } from './vocabulary.ts';

const casesAPiece = 2000;
const encoder = new TextEncoder();

const customersFirst = function* (load: Load): Generator<Piece> {
  const random = createRandom(load.seed ^ 0x5bd1e995);
  const startMs = load.untilMs - load.days * dayMs;
  for (let from = 1; from <= load.customers; from += casesAPiece) {
    const to = Math.min(load.customers, from + casesAPiece - 1);
    yield {
      table: 'customers',
      rows: encoder.encode(customerRows(load.tenantId, random, from, to, startMs)),
      cases: 0,
    };
  }
};

const makePieces = async function* (load: Load): AsyncGenerator<Piece> {
  const tenant = await readTenant(load); // before the first piece: then the tables may be locked
  yield* customersFirst(load);
  const random = createRandom(load.seed);
  const making = { random, vocabulary: createVocabulary(), untilMs: load.untilMs };
  const makeCase = createCaseMaker(tenant, making, load.customers);
  const rows = createRows(load.tenantId, 1);
  const stepMs = (load.days * dayMs) / load.cases;
  const startMs = load.untilMs - load.days * dayMs;
  for (let made = 0; made < load.cases; ) {
    const upTo = Math.min(load.cases, made + casesAPiece);
    const before = made;
    for (; made < upTo; made += 1) rows.add(makeCase(load.firstNumber + made, Math.floor(startMs + made * stepMs)));
    for (const [table, lines] of Object.entries(rows.take())) {
      yield {
        table: table as Piece['table'],
        rows: encoder.encode(lines),
        cases: table === 'cases' ? upTo - before : 0,
      };
    }
  }
};

const pieces = makePieces(workerData as Load);

parentPort?.on('message', async () => {
  const { value } = await pieces.next();
  parentPort?.postMessage(value, value === undefined ? [] : [value.rows.buffer as ArrayBuffer]);
});
