/** Connections of `pg` to whichever host of the database takes writes. */
import pg from 'pg';
import { type Connection, readHosts } from './hosts.ts';

export interface Reached {
  readonly client: pg.Client;
  /** Which of the hosts it is, counted from 0. */
  readonly host: number;
}

export interface Connector {
  /**
   * Asks one host after the other, first the one that was the right one last, and answers with the first that will do.
   * `passOver`: a host that is not asked; `patience`: milliseconds that each has, where not as long as usual. Rejects with
   * what the first host said that was more than that it takes no writes.
   */
  connect(config: pg.ClientConfig, how?: { readonly passOver?: number; readonly patience?: number }): Promise<Reached>;
  /** Whether another host may take the writes one day. */
  mayMove(): Promise<boolean>;
}

/** A connection that is idle tells within some twenty seconds that its host is gone. */
export const keepAlive = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 } as const;

const readOnly = '25006';

/** Rejects where the server of this connection takes no writes: a standby, or one that is set so. */
export const requireWriter = async (client: pg.ClientBase, patience: number): Promise<void> => {
  const question = { text: 'show transaction_read_only', query_timeout: patience };
  const { rows } = await client.query<{ transaction_read_only: string }>(question);
  if (rows[0]?.transaction_read_only === 'off') return;
  throw Object.assign(new Error('The host takes no writes.'), { code: readOnly });
};

export const isReadOnly = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === readOnly;

const reach = async (config: pg.ClientConfig, mustWrite: boolean, patience: number): Promise<pg.Client> => {
  const client = new pg.Client({ ...config, ...keepAlive, connectionTimeoutMillis: patience });
  client.on('error', () => {}); // what goes wrong here rejects; for what comes later the caller listens
  try {
    await client.connect();
    if (mustWrite) await requireWriter(client, patience);
    return client;
  } catch (error) {
    client.end().catch(() => {});
    throw error;
  }
};

/** Nothing is connected until somebody asks. */
export const createConnector = (connection: Connection | Promise<Connection>): Connector => {
  let last = 0;
  const hosts = Promise.resolve(connection).then(readHosts);
  hosts.catch(() => {}); // told to whoever connects
  return {
    mayMove: async () => {
      const { places, mustWrite } = await hosts;
      return mustWrite && places.length > 1;
    },
    connect: async (config, { passOver, patience: wanted } = {}) => {
      const { places, mustWrite, patience: usual } = await hosts;
      const patience = Math.min(wanted ?? usual, usual);
      const first = last;
      let failure: unknown;
      for (let step = 0; step < places.length; step += 1) {
        const host = (first + step) % places.length;
        if (host === passOver) continue;
        try {
          const client = await reach({ ...places[host], ...config } as pg.ClientConfig, mustWrite, patience);
          last = host;
          return { client, host };
        } catch (error) {
          if (failure === undefined || isReadOnly(failure)) failure = error;
        }
      }
      throw failure;
    },
  };
};
