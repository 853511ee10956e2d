import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { Client } from 'pg';
import { type DomainError, notFound } from '../../src/domain/errors.ts';
import { isRetryable, translateSqlError } from '../../src/storage/sql-errors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let client: Client;

before(async () => {
  database = await freshDatabase();
  client = new Client({ ...database.connection });
  await client.connect();
  await client.query(`
    create schema trial;
    set search_path = trial;
    create table parents (id integer primary key);
    create table cases (
      id integer primary key,
      reference text constraint cases_reference_key unique,
      parent integer references parents,
      rank smallint check (rank > 0),
      code varchar(3));
    alter table cases enable row level security;
    alter table cases force row level security;
    create role trial_reader;
    grant usage on schema trial to trial_reader;
    grant insert on cases to trial_reader;
    insert into cases (id, reference) values (1, 'taken')`);
});

after(async () => {
  await client.query('drop owned by trial_reader; drop role trial_reader');
  await client.end();
  await database.drop();
});

/** What the domain sees of a statement that PostgreSQL refuses. */
const refusal = async (sql: string, values: unknown[] = []): Promise<DomainError> => {
  try {
    await client.query(sql, values);
  } catch (error) {
    return translateSqlError(error);
  }
  throw new Error('PostgreSQL took the statement.');
};

const insert = (column: string) => `insert into cases (id, ${column}) values (2, $1)`;

describe('translateSqlError', () => {
  it('knows a duplicate reference, and any other duplicate by its constraint', async () => {
    const reference = await refusal(insert('reference'), ['taken']);
    assert.deepEqual([reference.kind, reference.code], ['conflict', 'case/duplicate-reference']);
    const id = await refusal('insert into cases (id) values (1)');
    assert.deepEqual([id.kind, id.code, id.params['constraint']], ['conflict', 'store/duplicate', 'cases_pkey']);
  });

  it('calls a value that cannot be stored invalid, and does not repeat it', async () => {
    const statements: [string, unknown][] = [
      [insert('parent'), 7],
      [insert('rank'), 0],
      [insert('rank'), 99999],
      [insert('rank'), 'secret'],
      [insert('code'), 'secret'],
      [insert('reference'), 'secret\0'],
      ['select $1::jsonb', '"secret\\u0000"'],
      ['select $1::timestamptz', 'secret'],
    ];
    const found: DomainError[] = [];
    for (const [sql, value] of statements) found.push(await refusal(sql, [value]));
    assert.deepEqual(
      found.map(({ kind, code }) => `${kind} ${code}`),
      [
        'invalid store/dangling',
        'invalid store/refused',
        'invalid store/out-of-range',
        'invalid store/bad-value',
        'invalid store/too-long',
        'invalid store/bad-text',
        'invalid store/bad-text',
        'invalid store/bad-value',
      ],
    );
    assert.ok(found.every(({ message }) => !message.includes('secret')));
  });

  it('calls a lock that is not given busy, and says when to come again', async () => {
    const other = new Client({ ...database.connection });
    await other.connect();
    await other.query('begin; select from trial.cases where id = 1 for update');
    const found = await refusal('select from cases where id = 1 for update nowait');
    await other.query('rollback');
    await other.end();
    assert.deepEqual([found.kind, found.code, found.retryAfter], ['unavailable', 'store/busy', 1]);
  });

  it('calls a database that ends, breaks off or is not there away', async () => {
    const victim = new Client({ ...database.connection });
    victim.on('error', () => undefined);
    await victim.connect();
    const { rows } = await victim.query<{ pid: number }>('select pg_backend_pid() as pid');
    const asleep = assert.rejects(victim.query('select pg_sleep(60)'), (error) => isAway(error));
    await client.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await asleep;
    await assert.rejects(victim.query('select 1'), (error) => isAway(error));
    const nowhere = new Client({ ...database.connection, host: '/nowhere' });
    await assert.rejects(nowhere.connect(), (error) => isAway(error));
    const closed = new Client({ host: '127.0.0.1', port: 1, user: 'docket', database: 'docket' });
    await assert.rejects(closed.connect(), (error) => isAway(error));
    const deaf = createServer().listen(0, '127.0.0.1');
    await once(deaf, 'listening');
    const { port } = deaf.address() as AddressInfo;
    const hung = new Client({ host: '127.0.0.1', port, user: 'docket', database: 'd', connectionTimeoutMillis: 20 });
    await assert.rejects(hung.connect(), (error) => isAway(error));
    deaf.close();
  });

  it('calls a full disk, a want of memory and of open files what they are, each to be tried again', async () => {
    const raise = (state: string) => refusal(`do $$ begin raise sqlstate '${state}'; end $$`);
    const full = await raise('53100');
    assert.deepEqual([full.kind, full.code, full.retryAfter], ['unavailable', 'store/full', 60]);
    for (const state of ['53200', '53300', '25P03']) {
      const { kind, code, retryAfter } = await raise(state);
      assert.deepEqual([kind, code, retryAfter], ['unavailable', 'store/away', 1]);
    }
    assert.ok(isAway(Object.assign(new Error('too many open files'), { code: 'EMFILE' })));
  });

  it("keeps what is our own fault internal: row-level security's refusal, a bad statement, anything else", async () => {
    await client.query('set role trial_reader');
    const walled = await refusal('insert into cases (id) values (3)');
    await client.query('reset role');
    const misspelt = await refusal('selekt 1');
    const other = translateSqlError('thrown text');
    assert.deepEqual([walled.kind, misspelt.kind, other.kind], ['internal', 'internal', 'internal']);
    assert.ok(walled.cause instanceof Error);
  });

  it('leaves a domain error as it is', () => {
    const error = notFound('case');
    assert.equal(translateSqlError(error), error);
  });
});

describe('isRetryable', () => {
  it('is so of a transaction that lost to another, also once translated', async () => {
    const lost = Object.assign(new Error('could not serialize access'), { code: '40001' });
    assert.deepEqual([isRetryable(lost), isRetryable(translateSqlError(lost))], [true, true]);
    assert.equal(isRetryable(await refusal(insert('reference'), ['taken'])), false);
  });
});

const isAway = (error: unknown): boolean => {
  const { kind, code, retryAfter } = translateSqlError(error);
  assert.deepEqual([kind, code, retryAfter], ['unavailable', 'store/away', 1]);
  return true;
};
