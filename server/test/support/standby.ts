/** Two PostgreSQL, one following the other, as a `DATABASE_URL` of several hosts names them. */
import { execFile } from 'node:child_process';
import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { type EmbeddedDatabase, startEmbedded } from '../../src/storage/embedded/open-embedded.ts';
import type { Connection } from '../../src/storage/embedded/types.ts';
import { makeTestDirectory } from './test-directory.ts';

const log = { info: () => {}, warn: () => {} };

export interface Pair {
  readonly primary: EmbeddedDatabase;
  readonly standby: EmbeddedDatabase;
  end(): Promise<void>;
}

/** A `DATABASE_URL` that names these hosts, in this order. */
export const urlOf = (hosts: readonly (Connection | string)[], more = ''): string => {
  const names = hosts.map((host) => encodeURIComponent(typeof host === 'string' ? host : host.host));
  const known = hosts.find((host) => typeof host !== 'string');
  const { user, port, database } = (known ?? {}) as Connection;
  return `postgresql://${user}@localhost/${database}?host=${names.join(',')}&port=${port}${more}`;
};

/** On a connection of its own. */
export const withOwn = async <T>(connection: Connection, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ ...connection });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** What `prepare` made is in both; what is written to the primary from then on, the standby follows. */
export const startPair = async (prepare: (client: Client) => Promise<unknown>): Promise<Pair> => {
  const [first, second] = [await makeTestDirectory(), await makeTestDirectory()];
  const original = await startEmbedded({ dataDir: first, log });
  await withOwn(original.connection, prepare);
  await original.stop();
  const data = join(second, 'postgres/data');
  await mkdir(join(second, 'postgres'), { mode: 0o711 });
  await promisify(execFile)('cp', ['-a', `${first}/postgres/.`, `${second}/postgres`]);
  const primary = await startEmbedded({ dataDir: first, log });
  const { host, port, user } = primary.connection;
  await writeFile(join(data, 'standby.signal'), '', { mode: 0o644 });
  await appendFile(
    join(data, 'postgresql.auto.conf'),
    `primary_conninfo = 'host=''${host}'' port=${port} user=${user}'\n`,
  );
  const standby = await startEmbedded({ dataDir: second, log });
  const end = async (): Promise<void> => {
    await standby.stop();
    await primary.stop();
    for (const path of [first, second]) await rm(path, { recursive: true, force: true, maxRetries: 10 });
  };
  return { primary, standby, end };
};
