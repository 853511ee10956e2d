/** The wire to PostgreSQL: what is asked without waiting is answered right, each for itself. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import pg from 'pg';
import type { Link } from '../../src/storage/wire/link.ts';
import { takeLink } from '../../src/storage/wire/take-link.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let link: Link;

const open = async (onEnd: (ended: Link) => void = () => {}): Promise<Link> => {
  const client = new pg.Client({ ...database.connection, options: '-c timezone=UTC' });
  await client.connect();
  return takeLink(client, (send) => void setImmediate(send), onEnd);
};

before(async () => {
  database = await freshDatabase();
  link = await open();
});

after(async () => {
  link.close();
  await database.drop();
});

const ask = async (text: string, values: unknown[] = []): Promise<unknown> => {
  const [row] = (await link.query(`select ${text} as value`, values)).rows as { value: unknown }[];
  return row?.value;
};

test('every type comes back as pg would read it, instants as dates and json as its text', async () => {
  assert.equal(await ask('(-2147483648)::integer'), -2147483648);
  assert.equal(await ask('(-32768)::smallint'), -32768);
  assert.equal(await ask('9007199254740991::bigint'), 9007199254740991);
  assert.equal(await ask('true'), true);
  assert.equal(await ask('false'), false);
  assert.equal(await ask("''::text"), '');
  assert.equal(await ask('null::text'), null);
  assert.equal(await ask(`'{"b": 1,  "a": 2}'::json`), '{"b": 1,  "a": 2}');
  assert.deepEqual(await ask(`'{"a": [1, {}]}'::jsonb`), { a: [1, {}] });
  assert.deepEqual(await ask("'{}'::jsonb"), {});
  assert.deepEqual(await ask("'{}'::integer[]"), []);
  assert.deepEqual(await ask("'{1,-2,NULL}'::integer[]"), [1, -2, null]);
  assert.deepEqual(await ask(`array['a,b', 'c"d', '', null]::text[]`), ['a,b', 'c"d', '', null]);
  assert.deepEqual(await ask("'\\x00ff10'::bytea"), Buffer.from([0, 255, 16]));
  assert.equal(await ask('1.5::double precision'), 1.5);
  assert.equal(await ask('1.50::numeric'), '1.50');
  assert.equal(await ask("'infinity'::timestamptz"), 'infinity');
});

test('instants keep their milliseconds, whatever the year and the zone of the session', async () => {
  const range = { min: new Date('0001-01-02T00:00:00Z'), max: new Date('9999-12-30T00:00:00Z'), noInvalidDate: true };
  await fc.assert(
    fc.asyncProperty(fc.date(range), async (at) => {
      assert.equal(((await ask('$1::timestamptz(3)', [at])) as Date).getTime(), at.getTime());
    }),
  );
  assert.equal(
    ((await ask("'2026-01-01 00:00:00.5+00'::timestamptz")) as Date).toISOString(),
    '2026-01-01T00:00:00.500Z',
  );
  const late = new Date(Date.UTC(12026, 0, 1));
  assert.equal(await ask('extract(year from $1::timestamptz)::integer', [late]), 12026);
  assert.equal(await ask('extract(year from $1::timestamptz)::integer', [new Date(Date.UTC(-100, 5, 1))]), -101);
});

test('values arrive as they were sent: texts, lists, bytes, objects', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 200 }).map((found) => found.replaceAll('\0', ''));
  await fc.assert(
    fc.asyncProperty(
      text,
      fc.array(text, { maxLength: 5 }),
      fc.uint8Array({ maxLength: 100 }),
      async (one, list, raw) => {
        assert.equal(await ask('$1::text', [one]), one);
        assert.deepEqual(await ask('$1::text[]', [list]), list);
        assert.deepEqual(await ask('$1::jsonb', [{ one }]), { one });
        assert.deepEqual(await ask('$1::bytea', [Buffer.from(raw)]), Buffer.from(raw));
        assert.deepEqual(await ask('$1::bytea[]', [[Buffer.from(raw)]]), [Buffer.from(raw)]);
      },
    ),
  );
  assert.equal(await ask('length($1::text)', ['ä'.repeat(300_000)]), 300_000);
  assert.equal(await ask('$1::integer', [null]), null);
  assert.equal(await ask('$1::integer', [undefined]), null);
});

test('statements that were asked at once are answered in order, and a failure is of one alone', async () => {
  const asked = Array.from({ length: 200 }, (_, i) =>
    link.query(i % 7 === 3 ? 'select 1 / ($1::integer * 0) as n' : 'select $1::integer as n', [i]),
  );
  for (const [i, result] of (await Promise.allSettled(asked)).entries()) {
    if (i % 7 === 3) {
      assert.equal(result.status, 'rejected');
      assert.ok(result.reason instanceof pg.DatabaseError);
      assert.equal(result.reason.code, '22012');
    } else {
      assert.equal(result.status, 'fulfilled');
      assert.deepEqual(result.value.rows, [{ n: i }]);
    }
  }
});

test('a text that was not understood is tried anew', async () => {
  const text = 'select n from not_there_yet';
  await assert.rejects(link.query(text, []), { code: '42P01' });
  await link.query('create temporary table not_there_yet as select 7 as n', []);
  assert.deepEqual((await link.query(text, [])).rows, [{ n: 7 }]);
  assert.deepEqual((await link.query(text, [])).rows, [{ n: 7 }]);
});

test('an answer of many packets is put together', async () => {
  const { rows } = await link.query("select n, repeat('x', 1000) as filler from generate_series(1, 3000) as n", []);
  assert.equal(rows.length, 3000);
  assert.deepEqual(rows.at(-1), { n: 3000, filler: 'x'.repeat(1000) });
});

test('a commit after a failure says that it rolled back', async () => {
  await link.query('begin', []);
  await assert.rejects(link.query('select 1/0', []));
  assert.equal(link.isIdle, false);
  assert.equal((await link.query('commit', [])).command, 'ROLLBACK');
  assert.equal(link.isIdle, true);
});

test('a connection that is cut fails what is under way, and is told of', async () => {
  const ended = Promise.withResolvers<Link>();
  const other = await open(ended.resolve);
  const [row] = (await other.query('select pg_backend_pid() as pid', [])).rows as { pid: number }[];
  const asleep = assert.rejects(other.query('select pg_sleep(60)', []));
  await link.query('select pg_terminate_backend($1)', [row?.pid]);
  await asleep;
  assert.equal(await ended.promise, other);
  assert.equal(other.isAlive, false);
  await assert.rejects(other.query('select 1', []));
});

test('closing answers what was asked before', async () => {
  const other = await open();
  const last = other.query('select 1 as n from pg_sleep(0.05)', []);
  other.close();
  await assert.rejects(other.query('select 2', []), /terminated/);
  assert.deepEqual((await last).rows, [{ n: 1 }]);
});

test('a prelude that fails takes what rests on it along', async () => {
  const other = await open();
  other.prelude('select 1/0', []);
  await assert.rejects(other.query('select 1', []));
  assert.equal(other.isAlive, false);
});
