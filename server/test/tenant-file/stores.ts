/** Stores for tests of tenant files. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { migrate } from '../../src/storage/migrate.ts';
import { createSecrets } from '../../src/storage/secrets.ts';
import { type Applied, type ApplyOptions, applyTenantFile } from '../../src/tenant-file/apply-tenant-file.ts';
import { exportTenantFile } from '../../src/tenant-file/export-tenant-file.ts';
import { readTenantFile } from '../../src/tenant-file/read-tenant-file.ts';
import { freshDatabase } from '../support/database.ts';
import { demoFile, testSecretKey } from '../support/prepare-template.ts';

export const demo = readFileSync(demoFile, 'utf8');
export const secrets = createSecrets(testSecretKey);

export interface TestStore {
  readonly client: Client;
  /** Another connection of the owner; ended with the store. */
  connect(): Promise<Client>;
  apply(text: string, options?: Partial<ApplyOptions>): Promise<Applied>;
  /** The tenant file of the demonstration tenant, or another. */
  export(key?: string): Promise<string>;
  /** The first row of a query. */
  row(text: string, values?: unknown[]): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

const storeOn = async (connection: object, drop: () => Promise<void>): Promise<TestStore> => {
  const clients: Client[] = [];
  const connect = async (): Promise<Client> => {
    const client = new Client({ ...connection, options: '-c search_path=docket -c timezone=UTC' });
    client.on('error', () => {});
    await client.connect();
    clients.push(client);
    return client;
  };
  const client = await connect();
  return {
    client,
    connect,
    apply: (text, options) =>
      applyTenantFile(client, readTenantFile(text, { name: 'test.yaml' }), { secrets, ...options }),
    export: async (key = 'riverside') => (await exportTenantFile(client, key)) ?? '',
    row: async (text, values) => (await client.query(text, values)).rows[0] ?? {},
    close: async () => {
      await Promise.all(clients.map((one) => one.end().catch(() => {})));
      await drop();
    },
  };
};

/** A store that holds the demonstration tenant, as its file makes it. */
export const demoStore = async (): Promise<TestStore> => {
  const database = await freshDatabase();
  return storeOn(database.connection, database.drop);
};

/** A store without tenants. */
export const emptyStore = async (): Promise<TestStore> => {
  const database = await freshDatabase();
  const name = `empty_${randomBytes(6).toString('hex')}`;
  const beside = new Client(database.connection);
  await beside.connect();
  await beside.query(`create database ${name} template template0`);
  const store = await storeOn({ ...database.connection, database: name }, async () => {
    await beside.query(`drop database ${name} with (force)`);
    await beside.end();
    await database.drop();
  });
  await migrate(store.client);
  return store;
};

/** The text with one piece of it replaced; fails where there is no such piece. */
export const edit = (text: string, piece: string, by: string): string => {
  if (!text.includes(piece)) throw new Error(`The text has no '${piece}'.`);
  return text.replace(piece, () => by);
};

/** Without the line that holds `piece`. */
export const withoutLine = (text: string, piece: string): string => {
  const lines = text.split('\n');
  const index = lines.findIndex((line) => line.includes(piece));
  if (index < 0) throw new Error(`The text has no '${piece}'.`);
  return lines.toSpliced(index, 1).join('\n');
};

/** A tenant with as little as there can be. */
export const tiny = (key: string, more = ''): string => `tenant: { key: ${key}, name: Tiny }\n${more}`;
