/** Makes what every test's database is a copy of: all migrations, and the demonstration tenant. */
import { readFile } from 'node:fs/promises';
import type { ClientBase } from 'pg';
import { migrate } from '../../src/storage/migrate.ts';
import { createSecrets } from '../../src/storage/secrets.ts';
import { applyTenantFile } from '../../src/tenant-file/apply-tenant-file.ts';
import { readTenantFile } from '../../src/tenant-file/read-tenant-file.ts';

/** What the secrets of every test's store are sealed under. */
export const testSecretKey = 'a key for tests';

export const demoFile = new URL('../../demo/riverside.yaml', import.meta.url);

export const prepareTemplate = async (client: ClientBase): Promise<void> => {
  await migrate(client);
  await client.query('set search_path = docket');
  const file = readTenantFile(await readFile(demoFile, 'utf8'), { name: 'riverside.yaml' });
  await applyTenantFile(client, file, { secrets: createSecrets(testSecretKey) });
};
