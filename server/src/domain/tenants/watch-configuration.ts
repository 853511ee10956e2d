/** Hears of changed configuration: by the store's notifications, and by asking now and then in case one was missed. */
import type { Client } from 'pg';
import { endClient } from '../../storage/end-client.ts';
import { listenConfiguration, readVersions } from './tenants-store.ts';

export interface Watch {
  /** Runs on the watching connection, connecting again where it was lost. */
  use<T>(work: (client: Client) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface WatchOptions {
  connectOwner(): Promise<Client>;
  /** The store says that this tenant changed. */
  onNotice(tenantId: number): void;
  /** Every tenant that there is, with its version. */
  onVersions(versions: ReadonlyMap<number, number>): Promise<void>;
  onError(error: unknown): void;
}

/** Ms between two looks at the versions; after failures up to `longestWait`. */
const interval = 500;
const longestWait = 5000;
/** A connection that does not answer for so long counts as lost. */
const patience = 10_000;

const within = async <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The database did not answer in time.')), patience);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** Rejects where the first connection fails; later failures go to `onError`, and it tries again. */
export const watchConfiguration = async (options: WatchOptions): Promise<Watch> => {
  const { connectOwner, onNotice, onVersions, onError } = options;
  let connection: Promise<Client> | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const drop = (lost: Promise<Client> | undefined): void => {
    if (connection === lost) connection = undefined;
    lost?.then(endClient).catch(() => undefined);
  };
  const connect = (): Promise<Client> => {
    if (closed) return Promise.reject(new Error('The directory is closed.'));
    const opening: Promise<Client> = connectOwner().then(async (client) => {
      client.on('error', () => drop(opening));
      client.on('end', () => drop(opening));
      client.on('notification', ({ payload }) => onNotice(Number(payload)));
      await listenConfiguration(client);
      return client;
    });
    connection = opening;
    opening.catch(() => drop(opening));
    return opening;
  };
  const use = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
    const used = connection ?? connect();
    try {
      return await within(used.then(work));
    } catch (error) {
      drop(used);
      throw error;
    }
  };

  let wait = interval;
  const look = async (): Promise<void> => {
    try {
      const versions = await use((client) =>
        readVersions({ rows: async ({ text }) => (await client.query(text)).rows }),
      );
      if (!closed) await onVersions(new Map(versions.map((row) => [row.tenant_id, row.config_version])));
      wait = interval;
    } catch (error) {
      if (!closed) onError(error);
      wait = Math.min(wait * 2, longestWait);
    }
  };
  let looking = Promise.resolve();
  const schedule = (): void => {
    if (closed) return;
    timer = setTimeout(() => {
      looking = look().finally(schedule);
    }, wait).unref();
  };
  await connect();
  schedule();
  return {
    use,
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await looking;
      const last = connection;
      connection = undefined;
      await last?.then(endClient).catch(() => undefined);
    },
  };
};
