/** A database of its own for a test. */
import { randomBytes } from 'node:crypto';
import { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../../src/storage/embedded/types.ts';
import { startTestServer, template, testServerVariable, withClient } from './test-server.ts';

export interface TestDatabase {
  readonly connection: Connection;
  /** The same as a `DATABASE_URL`. */
  readonly url: string;
  drop(): Promise<void>;
}

let own: ReturnType<typeof startTestServer> | undefined;

after(async () => {
  await (await own)?.stop();
});

const findServer = async (): Promise<Connection> => {
  const given = process.env[testServerVariable];
  if (given) return JSON.parse(given) as Connection;
  own ??= startTestServer();
  return (await own).connection;
};

const urlOf = ({ host, port, user, database }: Connection): string =>
  `postgresql://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;

/** A copy is refused for a moment while something (vacuum, say) looks into the template. */
const copyTemplate = async (server: Connection, name: string): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await withClient(server, 'docket', (client) => client.query(`create database ${name} template ${template}`));
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== '55006' || attempt === 10) throw error;
      await sleep(50 * attempt);
    }
  }
};

/** An empty store with all migrations done. `drop()` breaks what is still connected; what is not dropped goes with the server. */
export const freshDatabase = async (): Promise<TestDatabase> => {
  const server = await findServer();
  const database = `test_${randomBytes(6).toString('hex')}`;
  await copyTemplate(server, database);
  const connection = { ...server, database };
  const drop = async (): Promise<void> => {
    await withClient(server, 'docket', (client) => client.query(`drop database if exists ${database} with (force)`));
  };
  return { connection, url: urlOf(connection), drop };
};
