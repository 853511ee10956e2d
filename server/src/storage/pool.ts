/**
 * Connections, and `Core` over them. A connection works as `docket_app`, behind row-level security, and remembers the
 * tenant that it was last set to; setting it, and BEGIN, travel in front of the statement that needs them (pipelined),
 * so that neither costs a round trip.
 */
import pg from 'pg';
import type { Core } from '../core.ts';
import { DomainError } from '../domain/errors.ts';
import { isRetryable, translateSqlError } from './sql-errors.ts';
import type { Db, Query, Tx } from './transaction.ts';
import { RetryTransaction } from './transaction.ts';

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
  readonly connection: Connection;
  readonly now?: () => number;
  readonly maxConnections?: number;
  /** Told of errors that no caller waits for: of idle connections, and after a commit. */
  readonly onError?: (error: unknown) => void;
}

/** A transaction is run again this often at the most: deadlocks, and references that were taken when minted. */
const maxTries = 200;

/** Texts beyond this many are not named: a bound on what a connection keeps prepared. */
const maxPrepared = 500;

const epochParser = (text: string): Date | string => {
  const ms = Date.parse(text.length < 40 ? `${text.replace(' ', 'T')}:00` : text);
  return Number.isNaN(ms) ? text : new Date(ms);
};

const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.TIMESTAMPTZ, epochParser],
  [pg.types.builtins.INT8, Number],
  [pg.types.builtins.JSON, (text) => text], // history: the hash covers the text itself
]);

const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) || pg.types.getTypeParser(oid, format),
};

export const openStore = ({ connection, now = Date.now, maxConnections = 20, onError }: StoreOptions): Store => {
  const names = new Map<string, string>();
  const tenants = new WeakMap<pg.ClientBase, number>();

  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined || names.size >= maxPrepared) return known;
    const name = `q${names.size}`;
    names.set(text, name);
    return name;
  };

  const pool = new pg.Pool({
    ...connection,
    max: maxConnections,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 60_000,
    pipeline: true,
    types,
    options:
      '-c role=docket_app -c search_path=docket -c timezone=UTC -c statement_timeout=30s -c synchronous_commit=on',
  } as pg.PoolConfig);
  pool.on('error', (error) => onError?.(error));

  const send = async <T>(client: pg.ClientBase, query: Query): Promise<T[]> => {
    const name = nameOf(query.text);
    const result = await client.query({
      text: query.text,
      values: query.values as unknown[],
      ...(name === undefined ? {} : { name }),
    });
    return result.rows as T[];
  };

  /** Puts the tenant in front of what follows on this connection. A failure shows in the statement that follows. */
  const bind = (client: pg.ClientBase, tenantId: number): void => {
    if (tenants.get(client) === tenantId) return;
    tenants.set(client, tenantId);
    client
      .query("select set_config('docket.tenant', $1, false)", [String(tenantId)])
      .catch(() => tenants.delete(client));
  };

  const withClient = async <T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
    let client: pg.PoolClient;
    try {
      client = await pool.connect();
    } catch (error) {
      throw translateSqlError(error);
    }
    let broken = false;
    try {
      return await work(client);
    } catch (error) {
      if (error instanceof DomainError || error instanceof RetryTransaction) throw error;
      const translated = translateSqlError(error);
      broken = translated.kind === 'unavailable' && !isRetryable(error);
      throw isRetryable(error) ? error : translated;
    } finally {
      client.release(broken);
    }
  };

  const dbOn = (client: pg.ClientBase): Db => ({
    now,
    rows: (query) => send(client, query),
    row: async <T>(query: Query) => (await send<T>(client, query))[0],
  });

  const attempt = async <T>(tenantId: number, work: (tx: Tx) => Promise<T>): Promise<T> =>
    withClient(async (client) => {
      bind(client, tenantId);
      let begun = false;
      let finished = false;
      const after: (() => void)[] = [];
      const rows = async <R>(query: Query): Promise<R[]> => {
        if (finished) throw new Error('A statement was asked of a transaction that had only one.');
        if (!begun) {
          begun = true;
          client.query('begin').catch(() => {}); // its failure shows in the statement that travels behind it
        }
        return send<R>(client, query);
      };
      const tx: Tx = {
        now,
        rows,
        row: async <R>(query: Query) => (await rows<R>(query))[0],
        only: async <R>(query: Query) => {
          if (begun) return rows<R>(query);
          if (finished) throw new Error('A statement was asked of a transaction that had only one.');
          finished = true;
          return send<R>(client, query);
        },
        afterCommit: (call) => void after.push(call),
      };
      try {
        const result = await work(tx);
        if (begun) {
          const { command } = await client.query('commit');
          if (command === 'ROLLBACK') throw new Error('The transaction had failed before its commit.');
        }
        for (const call of after) {
          try {
            call();
          } catch (error) {
            onError?.(error);
          }
        }
        return result;
      } catch (error) {
        if (begun) await client.query('rollback').catch(() => {});
        throw error;
      }
    });

  const run = async <T>(tenantId: number, work: (tx: Tx) => Promise<T>): Promise<T> => {
    for (let tries = 1; ; tries++) {
      try {
        return await attempt(tenantId, work);
      } catch (error) {
        const again = error instanceof RetryTransaction || isRetryable(error);
        if (!again) throw error;
        if (tries >= maxTries) throw translateSqlError(error);
      }
    }
  };

  return {
    core: {
      run: (actor, work) => run(actor.tenant.id, work),
      view: (actor, work) =>
        withClient((client) => {
          bind(client, actor.tenant.id);
          return work(dbOn(client));
        }),
      viewUnbound: (work) => withClient((client) => work(dbOn(client))),
    },
    connectOwner: async () => {
      const client = new pg.Client({
        ...connection,
        types,
        options: '-c search_path=docket -c timezone=UTC',
      } as pg.ClientConfig);
      client.on('error', (error) => onError?.(error));
      await client.connect();
      return client;
    },
    stats: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => pool.end(),
  };
};
