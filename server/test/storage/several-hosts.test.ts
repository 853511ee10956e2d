/** A database of several hosts, one of which takes writes: that one is found, and found again when it is another. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from '../../src/domain/actor.ts';
import { DomainError } from '../../src/domain/errors.ts';
import { createConnector } from '../../src/storage/connect.ts';
import { leaveLostHosts } from '../../src/storage/leave-lost-hosts.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { openStore, type Store } from '../../src/storage/pool.ts';
import { openQueuePool } from '../../src/storage/queue-pool.ts';
import { takeLink } from '../../src/storage/wire/take-link.ts';
import { type Pair, startPair, urlOf, withOwn } from '../support/standby.ts';
import { makeTestDirectory } from '../support/test-directory.ts';

let pair: Pair;

before(async () => {
  pair = await startPair(async (client) => {
    await migrate(client);
    await client.query('create table docket.marks (mark text); grant insert on docket.marks to docket_app');
  });
});

after(() => pair.end());

const nobody = { tenant: { id: 1 } } as unknown as Actor;
const pidNow = { text: 'select pg_backend_pid() as pid', values: [] };
const insert = (text: string) => ({ text: 'insert into marks values ($1)', values: [text] });
const away = { kind: 'unavailable', code: 'store/away', retryAfter: 1 };

/** In a transaction of its own, and as a statement of its own: they take different connections. */
const write = async ({ core }: Store): Promise<void> => {
  await core.run(nobody, (tx) => tx.rows(insert('transaction')));
  await core.run(nobody, (tx) => tx.only(insert('single')));
};

const openHere = (t: TestContext, connectionString: string): Store => {
  const store = openStore({ connection: { connectionString }, maxConnections: 6 });
  t.after(() => store.close());
  return store;
};

const until = async <T>(work: () => Promise<T>, isWanted: (value: T) => boolean = () => true): Promise<T> => {
  for (;;) {
    const value = await work().catch(() => undefined);
    if (value !== undefined && isWanted(value)) return value;
    await sleep(50);
  }
};

test('a host that is not there and one that takes no writes are passed over', async (t) => {
  const { primary, standby } = pair;
  const url = urlOf(['/nowhere', standby.connection, primary.connection]);
  const store = openHere(t, url);
  await write(store);
  const owner = await store.connectOwner();
  await owner.query('listen somewhere');
  await owner.end();
  const pool = openQueuePool({ connectionString: url }, { max: 2 });
  await pool.query("insert into docket.marks values ('queue')");
  await pool.end();
});

test('where no host takes writes, the store is away', async (t) => {
  const store = openHere(t, urlOf([pair.standby.connection, '/nowhere']));
  await assert.rejects(write(store), away);
  const alone = openHere(t, urlOf([pair.standby.connection], '&target_session_attrs=read-write'));
  await assert.rejects(write(alone), away);
});

test('a connection whose host takes no writes any more is replaced', async (t) => {
  const { primary } = pair;
  const store = openHere(t, urlOf([primary.connection]));
  const set = (sql: string) =>
    withOwn(primary.connection, async (client) => {
      await client.query(sql);
      await client.query('select pg_reload_conf()');
    });
  const pid = () => store.core.run(nobody, (tx) => tx.row<{ pid: number }>(pidNow));
  const first = await pid();
  await set('alter system set default_transaction_read_only = on');
  try {
    // The setting reaches a connection a moment later.
    const refusal = await until(() =>
      write(store).then(
        () => undefined,
        (error: unknown) => error,
      ),
    );
    assert.ok(refusal instanceof DomainError);
    assert.deepEqual([refusal.kind, refusal.code, refusal.retryAfter], ['unavailable', 'store/away', 1]);
  } finally {
    await set('alter system reset default_transaction_read_only');
  }
  await until(() => write(store).then(() => true));
  assert.notDeepEqual(await pid(), first);
});

/** A host before a database, which falls silent at a word: connections are taken, and nothing goes through any more. */
const openSilenced = async (t: TestContext, to: { host: string; port: number }) => {
  const directory = await makeTestDirectory();
  const sockets: Socket[] = [];
  let isSilent = false;
  const server = createServer((from) => {
    const on = connect(join(to.host, `.s.PGSQL.${to.port}`));
    sockets.push(from, on);
    for (const [one, other] of [
      [from, on],
      [on, from],
    ] as const) {
      one.on('data', (chunk) => void (isSilent || other.write(chunk)));
      one.on('error', () => {});
      one.on('close', () => other.destroy());
    }
  });
  server.listen(join(directory, `.s.PGSQL.${to.port}`));
  await once(server, 'listening');
  t.after(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await rm(directory, { recursive: true, force: true });
  });
  return {
    directory,
    silence: () => {
      isSilent = true;
    },
  };
};

test('a host that is silent is left for another that takes the writes', async (t) => {
  const { connection } = pair.primary;
  const front = await openSilenced(t, connection);
  const store = openHere(t, urlOf([front.directory, connection], '&connect_timeout=1'));
  await write(store);
  front.silence();
  await assert.rejects(write(store), away);
  await write(store);
});

test('a host that takes a connection and says nothing is away', async (t) => {
  const { connection } = pair.primary;
  const front = await openSilenced(t, connection);
  front.silence();
  const store = openHere(t, urlOf([{ ...connection, host: front.directory }], '&connect_timeout=1'));
  await assert.rejects(write(store), away);
});

/** A connection that is watched with little patience. */
const openWatched = async (t: TestContext, connectionString: string) => {
  const connector = createConnector({ connectionString });
  const lost = leaveLostHosts(connector, { period: 20, doubt: 50 });
  t.after(() => lost.close());
  const { client, host } = await connector.connect({});
  const link = takeLink(client, (send) => send(), lost.forget);
  t.after(() => link.close());
  lost.watch(link, host);
  return link;
};

test('a statement that takes long is left alone while no other host takes the writes', async (t) => {
  const { primary, standby } = pair;
  const link = await openWatched(t, urlOf([standby.connection, primary.connection]));
  const { command } = await link.query('select pg_sleep(0.5)', []);
  assert.equal(command, 'SELECT');
});

test('when the primary is gone, the standby that was promoted takes the writes, and nothing is lost', async (t) => {
  const { primary, standby } = pair;
  const url = urlOf([primary.connection, standby.connection]);
  const store = openHere(t, url);
  const pool = openQueuePool({ connectionString: url }, { max: 2 });
  pool.on('error', () => {});
  t.after(() => pool.end());
  await write(store);
  const seen: unknown[] = [];
  t.after(
    store.core.watch(
      nobody,
      'marks',
      (db) => db.row(pidNow),
      (value) => void seen.push(value),
    ),
  );
  const count = 'select count(*)::integer as count from docket.marks';
  const { rows: before } = await pool.query(count);
  await until(
    () => withOwn(standby.connection, (client) => client.query(count)),
    ({ rows }) => rows[0].count === before[0].count,
  );
  await primary.stop();
  await assert.rejects(write(store), away);
  await assert.rejects(write(store), away);
  await withOwn(standby.connection, (client) => client.query('select pg_promote()'));
  await until(() => write(store).then(() => true));
  const { rows: now } = await pool.query(count);
  assert.equal(now[0].count, before[0].count + 2);
  // Who watches a topic hears of it again, over the new primary.
  const heard = seen.length;
  await until(
    async () => {
      await store.core.run(nobody, async (tx) => tx.announce('marks'));
      return seen.length;
    },
    (length) => length > heard,
  );
});
