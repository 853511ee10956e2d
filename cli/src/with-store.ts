/** A command's way to the store: joins the running server's database or starts it; always closed again. */

import type { Config } from '@docket/server/config.ts';
import { readConfig } from '@docket/server/config.ts';
import { migrate } from '@docket/server/storage/migrate.ts';
import { openDatabase } from '@docket/server/storage/open.ts';
import { type Connection, openStore, type Store } from '@docket/server/storage/pool.ts';
import type { Db, Query } from '@docket/server/storage/transaction.ts';
import type { Client } from 'pg';

export interface CommandStore {
  readonly config: Config;
  readonly connection: Connection;
  readonly store: Store;
  /** A connection of the owner. */
  readonly owner: Client;
  /** Reads over it, across tenants. */
  readonly ownerReader: Pick<Db, 'rows'>;
}

const log = {
  info: () => {},
  warn: (message: string) => console.error(message),
};

/** `migrates: false` leaves the store as it is found: not made yet, of an earlier Docket or of a later one. */
export const withStore = async <T>(
  work: (opened: CommandStore) => Promise<T>,
  { migrates = true }: { readonly migrates?: boolean } = {},
): Promise<T> => {
  const config = readConfig(process.env);
  const database = await openDatabase(config, 'command', log);
  const { connection } = database;
  try {
    const store = openStore({ connection, maxConnections: 4 });
    try {
      const owner = await store.connectOwner();
      try {
        if (migrates) await migrate(owner);
        const rows = async <R>({ text, values }: Query): Promise<R[]> =>
          (await owner.query(text, [...values])).rows as R[];
        return await work({ config, connection, store, owner, ownerReader: { rows } });
      } finally {
        await owner.end();
      }
    } finally {
      await store.close();
    }
  } finally {
    await database.stop();
  }
};
