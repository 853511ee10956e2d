/** The database side where `pgbench` is not installed: the same statements straight over `pg`, in a process of its own. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { createHistogram } from '../load/histogram.ts';
import type { Measured } from '../load/measured.ts';
import type { Phase } from './phase.ts';
import { bounds, type Source, type Statement } from './script.ts';
import { sessionOptions } from './settings.ts';

export interface DriveOrder extends Omit<Phase, 'signal'> {
  /** Constants as text, or null. */
  readonly scripts: readonly (readonly Statement[])[];
}

type Row = Readonly<Record<string, unknown>>;

const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(Math.random() * list.length)];

const pickValue = (source: Source, subject: string, answers: readonly (Row | undefined)[]): unknown => {
  if (source.from === 'constant') return source.value;
  if (source.from === 'answer') return answers[source.statement]?.[source.column];
  if (source.from === 'next') {
    const following = Number(answers[source.statement]?.[source.column]) + 1;
    return source.isList ? [following] : following;
  }
  if (source.from === 'subject') return subject;
  if (source.from === 'subjects') return [subject];
  return source.from === 'uuid' || source.from === 'fresh'
    ? randomUUID()
    : Array.from({ length: source.count }, () => randomUUID());
};

const loop = async (client: pg.Client, order: DriveOrder, done: (ms: number) => boolean): Promise<void> => {
  const prepared = order.scripts.map((statements, script) => ({ statements, script, ...bounds(statements) }));
  for (let goesOn = true; goesOn; ) {
    const start = performance.now();
    const subject = pick(order.subjects) ?? randomUUID();
    const { statements, script, begins, ends } = pick(prepared) ?? { statements: [], script: 0, ...bounds([]) };
    const answers: (Row | undefined)[] = [];
    for (const [i, { text, sources }] of statements.entries()) {
      if (begins.has(i)) await client.query('begin');
      const values = sources.map((source) => pickValue(source, subject, answers));
      const { rows } = await client.query<Row>({ name: `s${script}_${i}`, text, values });
      answers.push(rows[0]);
      if (ends.has(i)) await client.query('commit');
    }
    goesOn = done(performance.now() - start);
  }
};

const drive = async (order: DriveOrder): Promise<Measured> => {
  const options = sessionOptions(order.tenantId);
  const clients = Array.from(
    { length: order.connections },
    () => new pg.Client({ ...order.connection, options } as pg.ClientConfig),
  );
  await Promise.all(clients.map((client) => client.connect()));
  const histogram = createHistogram();
  const until = performance.now() + order.seconds * 1000;
  const done = (ms: number): boolean => {
    histogram.add(ms);
    return performance.now() < until;
  };
  await Promise.all(clients.map((client) => loop(client, order, done)));
  await Promise.all(clients.map((client) => client.end()));
  const [p50 = 0, p95 = 0, p99 = 0] = [0.5, 0.95, 0.99].map((share) => histogram.quantile(share));
  return { perSecond: histogram.count() / order.seconds, p50, p95, p99, max: histogram.max() };
};

process.once('message', async (order) => {
  try {
    process.send?.({ measured: await drive(order as DriveOrder) });
  } catch (error) {
    process.send?.({ failed: error instanceof Error ? error.message : String(error) });
  }
  process.exit();
});
process.once('disconnect', () => process.exit());
