/** Makes what every test's database is a copy of. */
import type { ClientBase } from 'pg';
import { migrate } from '../../src/storage/migrate.ts';

export const prepareTemplate = async (client: ClientBase): Promise<void> => {
  await migrate(client);
};
