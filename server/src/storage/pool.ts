/**
 * `Core` over the connections. A connection works as `docket_app`, behind row-level security, and remembers the tenant
 * that it was last set to; setting it, and BEGIN, travel in front of the statement that needs them, in the same write,
 * so that neither costs a round trip.
 */
import pg from 'pg';
import type { Core } from '../core.ts';
import { DomainError } from '../domain/errors.ts';
import { channel, createNotices } from './notices.ts';
import { isRetryable, translateSqlError } from './sql-errors.ts';
import type { Db, Query, Tx } from './transaction.ts';
import { RetryTransaction } from './transaction.ts';
import { createTurns } from './turns.ts';
import type { Link } from './wire/link.ts';
import { createLinks } from './wire/links.ts';
import { openLink } from './wire/open-link.ts';

/** Where the database is: a unix socket's directory or a host, or a whole URL. */
export type Connection = { readonly connectionString: string } | ConnectionParts;

interface ConnectionParts {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

export interface Store {
  readonly core: Core;
  /** A connection of the owner, past row-level security: migrations, the directory. The caller ends it. */
  connectOwner(): Promise<pg.Client>;
  stats(): { total: number; idle: number; waiting: number };
  close(): Promise<void>;
}

export interface StoreOptions {
  /** A promise where the database is still coming up: whoever asks for something waits for it. */
  readonly connection: Connection | Promise<Connection>;
  readonly now?: () => number;
  readonly maxConnections?: number;
  /** Told of errors that no caller waits for: of idle connections, and after a commit. */
  readonly onError?: (error: unknown) => void;
}

/** A transaction is run again this often at the most: deadlocks, and references that were taken when minted. */
const maxTries = 200;

/** How `pg`'s own connections, those of the owner, read what the others read by `wire/columns.ts`. */
const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text)],
  [pg.types.builtins.INT8, Number],
  [pg.types.builtins.JSON, (text) => text],
]);

const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) || pg.types.getTypeParser(oid, format),
};

/**
 * What a connection is set to. A process that stands still or is cut off in the middle of a transaction lets go of what it
 * locked, at the latest, as one does whose statement takes too long.
 */
const session = [
  'role=docket_app',
  'search_path=docket',
  'timezone=UTC',
  'statement_timeout=30s',
  'idle_in_transaction_session_timeout=30s',
  'tcp_keepalives_idle=30',
  'tcp_keepalives_interval=10',
  'tcp_keepalives_count=3',
  'synchronous_commit=on',
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

/**
 * Milliseconds: that a transaction waits for a connection; that a connection has to be made, and one that only looks
 * whether anybody is there; by when the answer to a statement must have come.
 */
const patience = 5000;
const connecting = 5000;
const probing = 2500;
const longest = 35_000;

/** Dead lines are noticed also where nothing is asked. */
const keepAlive = { keepAlive: true, keepAliveInitialDelayMillis: 30_000 };

/** Transactions do not wait for what others ask; reads of one turn of the event loop go out together. */
const atOnce = (send: () => void): void => queueMicrotask(send);
const onceATurn = (send: () => void): void => void setImmediate(send);

/** Puts the tenant in front of what follows on this connection. */
const bind = (link: Link, tenantId: number): void => {
  if (link.tenantId === tenantId) return;
  link.tenantId = tenantId;
  link.prelude("select set_config('docket.tenant', $1, false)", [tenantId]);
};

const send = async <T>(link: Link, { text, values }: Query): Promise<T[]> =>
  (await link.query(text, values)).rows as T[];

/** What the domain, or the retry, is to see of a failure. */
const toThrow = (error: unknown): unknown =>
  error instanceof DomainError || error instanceof RetryTransaction || isRetryable(error)
    ? error
    : translateSqlError(error);

/** One statement after the other on a connection that is taken with the first; BEGIN travels in front of that. */
const createTransaction = (
  tenantId: number,
  now: () => number,
  take: () => Promise<Link>,
  share: () => Promise<Link> | Link,
  announce: (topic: string) => void,
) => {
  const after: (() => void)[] = [];
  let taking: Promise<Link> | undefined;
  let state: 'new' | 'begun' | 'single' = 'new';
  let committing: Promise<{ command: string }> | undefined;
  let failure: unknown;

  /** What follows a failure is refused for no reason of its own: whichever is waited for tells the first one. */
  const ask = async <R>(own: Link, query: Query): Promise<R[]> => {
    try {
      return await send<R>(own, query);
    } catch (error) {
      failure ??= error;
      throw failure;
    }
  };
  const link = (): Promise<Link> => {
    taking ??= take().then((taken) => {
      bind(taken, tenantId);
      if (state === 'begun') taken.prelude('begin', []);
      return taken;
    });
    return taking;
  };
  const rows = async <R>(query: Query): Promise<R[]> => {
    if (state === 'single' || committing !== undefined) {
      throw new Error('A statement was asked of a transaction that had had its last one.');
    }
    state = 'begun';
    return ask<R>(await link(), query);
  };
  const tx: Tx = {
    now,
    rows,
    row: async <R>(query: Query) => (await rows<R>(query))[0],
    only: async <R>(query: Query) => {
      if (state !== 'new') return rows<R>(query);
      state = 'single';
      const shared = share();
      const single = shared instanceof Promise ? await shared : shared;
      bind(single, tenantId);
      return send<R>(single, query);
    },
    last: async <R>(query: Query) => {
      state = 'begun';
      const own = await link();
      const answered = ask<R>(own, query);
      committing = own.query('commit', []);
      committing.catch(() => {}); // told by the commit
      return answered;
    },
    afterCommit: (call) => void after.push(call),
    announce: (topic) => void after.push(() => announce(topic)),
  };
  const commit = async (): Promise<readonly (() => void)[]> => {
    if (state !== 'begun') return after;
    const { command } = await (committing ?? (await link()).query('commit', []));
    if (command === 'ROLLBACK') throw new Error('The transaction had failed before its commit.');
    return after;
  };
  /** Ends what is left of it, however it went, and answers the connection, if it came to have one. */
  const end = async (isFailed: boolean): Promise<Link | undefined> => {
    const taken = await taking?.catch(() => undefined);
    await committing?.catch(() => {});
    if (isFailed && state === 'begun') await taken?.query('rollback', []).catch(() => {});
    return taken;
  };
  return { tx, commit, end };
};

export const openStore = ({ connection, now = Date.now, maxConnections = 20, onError }: StoreOptions): Store => {
  const configure = async (connectionTimeoutMillis: number): Promise<pg.ClientConfig> =>
    ({ ...(await connection), types, options: session, connectionTimeoutMillis, ...keepAlive }) as pg.ClientConfig;

  const links = createLinks({
    open: async (isShared, onEnd) => openLink(await configure(connecting), isShared ? onceATurn : atOnce, onEnd),
    max: maxConnections,
    patience,
    idle: 60_000,
    probe: async () => {
      const opening = openLink(await configure(probing), atOnce, () => {});
      await opening.then(
        (link) => link.close(),
        (error: unknown) => {
          if (!(error instanceof pg.DatabaseError)) throw error; // a refusal is an answer
        },
      );
    },
    longest,
  });

  const read = async <T>(tenantId: number | undefined, query: Query): Promise<T[]> => {
    try {
      const found = links.read();
      const link = found instanceof Promise ? await found : found;
      if (tenantId !== undefined) bind(link, tenantId);
      return await send<T>(link, query);
    } catch (error) {
      throw translateSqlError(error);
    }
  };

  const dbOf = (tenantId: number | undefined): Db => ({
    now,
    rows: (query) => read(tenantId, query),
    row: async <T>(query: Query) => (await read<T>(tenantId, query))[0],
  });

  const connectOwner = async (): Promise<pg.Client> => {
    const client = new pg.Client({
      ...(await connection),
      types,
      options: '-c search_path=docket -c timezone=UTC',
      connectionTimeoutMillis: 2 * connecting,
      ...keepAlive,
    } as pg.ClientConfig);
    client.on('error', (error) => onError?.(error));
    await client.connect();
    return client;
  };

  const notices = createNotices({
    connect: connectOwner,
    send: async (payloads) => {
      await read(undefined, {
        text: 'select pg_notify($1, payload) from unnest($2::text[]) payload',
        values: [channel, payloads],
      });
    },
    onError: (error) => onError?.(error),
  });

  const tell = (calls: readonly (() => void)[]): void => {
    for (const call of calls) {
      try {
        call();
      } catch (error) {
        onError?.(error);
      }
    }
  };

  const attempt = async <T>(tenantId: number, work: (tx: Tx) => Promise<T>, isFirst: boolean): Promise<T> => {
    const { tx, commit, end } = createTransaction(
      tenantId,
      now,
      () => links.take(isFirst),
      links.write,
      (topic) => notices.announce(tenantId, topic),
    );
    let isFailed = true;
    try {
      const result = await work(tx);
      const after = await commit();
      isFailed = false;
      tell(after);
      return result;
    } catch (error) {
      throw toThrow(error);
    } finally {
      const link = await end(isFailed);
      if (link !== undefined) links.give(link);
    }
  };

  const run = async <T>(tenantId: number, work: (tx: Tx) => Promise<T>, isFirst = false): Promise<T> => {
    for (let tries = 1; ; tries++) {
      try {
        return await attempt(tenantId, work, isFirst);
      } catch (error) {
        const again = error instanceof RetryTransaction || isRetryable(error);
        if (!again) throw error;
        if (tries >= maxTries) throw translateSqlError(error);
      }
    }
  };

  const inTurn = createTurns(2 * patience);
  return {
    core: {
      run: ({ tenant }, work, turn) =>
        turn === undefined ? run(tenant.id, work) : inTurn(`${tenant.id} ${turn}`, () => run(tenant.id, work, true)),
      view: (actor, work) => work(dbOf(actor.tenant.id)),
      viewUnbound: (work) => work(dbOf(undefined)),
      watch: ({ tenant }, topic, load, seen) => notices.watch(tenant.id, topic, () => load(dbOf(tenant.id)), seen),
    },
    connectOwner,
    stats: () => links.stats(),
    close: async () => {
      await notices.close();
      await links.close();
    },
  };
};
