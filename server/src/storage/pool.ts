/**
 * `Core` over the connections. A connection works as `docket_app`, behind row-level security, and remembers the tenant
 * that it was last set to; setting it, and BEGIN, travel in front of the statement that needs them, in the same write,
 * so that neither costs a round trip.
 */
import pg from 'pg';
import type { Core } from '../core.ts';
import { DomainError } from '../domain/errors.ts';
import { beginTransaction, bind, send, type Transaction } from './begin-transaction.ts';
import { createConnector, isReadOnly } from './connect.ts';
import { createReadGatherer } from './gather-reads.ts';
import type { Connection } from './hosts.ts';
import { leaveLostHosts } from './leave-lost-hosts.ts';
import { channel, createNotices } from './notices.ts';
import { runTogether, type Work } from './run-together.ts';
import { keepSorted } from './sort-in.ts';
import { isRetryable, translateSqlError } from './sql-errors.ts';
import type { Db, Query, Tx } from './transaction.ts';
import { RetryTransaction } from './transaction.ts';
import { createTurns, type Turn } from './turns.ts';
import { createLinks } from './wire/links.ts';
import { takeLink } from './wire/take-link.ts';

export type { Connection } from './hosts.ts';

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

/** So many transactions of one loose turn run at once. */
const lanes = 2;

/** A work that waits for its turn, and who waits for it. */
interface InTurn {
  readonly tenantId: number;
  readonly isLoose: boolean;
  readonly work: Work;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

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
  'max_parallel_workers_per_gather=0', // many ask at once: starting workers takes longer than what they would save
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

/**
 * Milliseconds: that a transaction waits for a connection; that one has to be made which only looks whether anybody is
 * there; by when the answer to a statement must have come.
 */
const patience = 5000;
const probing = 2500;
const longest = 35_000;

/** Transactions do not wait for what others ask; reads of one turn of the event loop go out together. */
const atOnce = (send: () => void): void => queueMicrotask(send);
const onceATurn = (send: () => void): void => void setImmediate(send);

/** What the domain, or the retry, is to see of a failure. */
const toThrow = (error: unknown): unknown =>
  error instanceof DomainError || error instanceof RetryTransaction || isRetryable(error)
    ? error
    : translateSqlError(error);

export const openStore = ({ connection, now = Date.now, maxConnections = 20, onError }: StoreOptions): Store => {
  const connector = createConnector(connection);
  const lost = leaveLostHosts(connector);
  const links = createLinks({
    open: async (isShared, onEnd) => {
      const { client, host } = await connector.connect({ types, options: session });
      const link = takeLink(client, isShared ? onceATurn : atOnce, (ended) => {
        lost.forget(ended);
        onEnd(ended);
      });
      lost.watch(link, host);
      return link;
    },
    max: maxConnections,
    patience,
    idle: 60_000,
    probe: async () => {
      await connector.connect({ types, options: session }, { patience: probing }).then(
        ({ client }) => client.end(),
        (error: unknown) => {
          if (!(error instanceof pg.DatabaseError || isReadOnly(error))) throw error; // a refusal is an answer
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

  const gatherOf = createReadGatherer();
  const dbOf = (tenantId: number | undefined): Db => ({
    now,
    rows: (query) => read(tenantId, query),
    row: async <T>(query: Query) => (await read<T>(tenantId, query))[0],
    gather: gatherOf(tenantId),
  });

  const connectOwner = async (): Promise<pg.Client> => {
    const { client } = await connector.connect({ types, options: '-c search_path=docket -c timezone=UTC' });
    client.on('error', (error) => onError?.(error));
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

  const sorting = keepSorted(links);
  /** After a commit. */
  const tell = (calls: readonly (() => void)[]): void => {
    sorting.note();
    for (const call of calls) {
      try {
        call();
      } catch (error) {
        onError?.(error);
      }
    }
  };

  const begin = (tenantId: number, isFirst: boolean): Transaction =>
    beginTransaction({
      tenantId,
      now,
      take: () => links.take(isFirst),
      share: links.write,
      announce: (topic) => notices.announce(tenantId, topic),
    });

  const attempt = async <T>(tenantId: number, work: (tx: Tx) => Promise<T>, isFirst: boolean): Promise<T> => {
    const { tx, commit, end } = begin(tenantId, isFirst);
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

  const runAlone = async ({ tenantId, work, resolve, reject }: InTurn): Promise<void> => {
    try {
      resolve(await run(tenantId, work, true));
    } catch (error) {
      reject(error);
    }
  };

  /** All that is given is of one tenant. */
  const runTurn = async (works: readonly InTurn[]): Promise<void> => {
    const [first] = works;
    if (first === undefined) return;
    const isAlone = works.length === 1 && !first.isLoose;
    const together = isAlone ? undefined : await runTogether(begin(first.tenantId, true), works, links.give);
    if (together?.outcomes === undefined) {
      for (const one of works) {
        const alone = runAlone(one);
        if (!one.isLoose) await alone;
      }
      return;
    }
    tell(together.after);
    for (const [i, outcome] of together.outcomes.entries()) {
      if (outcome.status === 'fulfilled') works[i]?.resolve(outcome.value);
      else works[i]?.reject(translateSqlError(outcome.reason));
    }
  };

  let lane = 0;
  const takeTurn = createTurns({ patience: 2 * patience, run: runTurn });
  const runInTurn = <T>(tenantId: number, work: (tx: Tx) => Promise<T>, turn: Turn): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const settle = (value: unknown): void => resolve(value as T);
      const { sharing = false, loose: isLoose = false } = turn;
      if (isLoose) lane = (lane + 1) % lanes;
      const key = `${tenantId} ${turn.key} ${isLoose ? lane : 0}`;
      takeTurn({ key, sharing }, { tenantId, isLoose, work, resolve: settle, reject });
    });

  return {
    core: {
      run: ({ tenant }, work, turn) => (turn === undefined ? run(tenant.id, work) : runInTurn(tenant.id, work, turn)),
      view: (actor, work) => work(dbOf(actor.tenant.id)),
      viewUnbound: (work) => work(dbOf(undefined)),
      watch: ({ tenant }, topic, load, seen) => notices.watch(tenant.id, topic, () => load(dbOf(tenant.id)), seen),
    },
    connectOwner,
    stats: () => links.stats(),
    close: async () => {
      await notices.close();
      await sorting.close();
      await links.close();
      await lost.close();
    },
  };
};
