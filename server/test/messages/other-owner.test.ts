/** A database of one's own, whose owner is no superuser (DESIGN §4, §7): migrations, requests and deliveries all work there. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openDeliveries } from '../../src/deliveries.ts';
import { createCase } from '../../src/domain/cases/create-case.ts';
import { loadTenants } from '../../src/domain/tenants/load-tenant.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { openStore } from '../../src/storage/pool.ts';
import { createSecrets } from '../../src/storage/secrets.ts';
import { applyTenantFile } from '../../src/tenant-file/apply-tenant-file.ts';
import { readTenantFile } from '../../src/tenant-file/read-tenant-file.ts';
import { freshDatabase } from '../support/database.ts';
import { withClient } from '../support/test-server.ts';
import { startMailHost } from './support.ts';

const tenantFile = (port: number): string => `
tenant: { key: small, name: Small }
smtp: { host: 127.0.0.1, port: ${port}, security: none }
caseTypes: [{ key: case, name: Case, default: true, statuses: { start: open, active: [open], closed: closed } }]
`;

it('an owner with CREATEROLE alone migrates, and delivers through a queue that requests have no rights on', async (t) => {
  const database = await freshDatabase();
  const user = `plain_${database.connection.database}`;
  const connection = { ...database.connection, user, database: user };
  await withClient(database.connection, 'docket', async (client) => {
    await client.query(`create role ${user} login createrole nosuperuser`);
    // In a cluster of its own it would have made this role.
    await client.query(`grant docket_app to ${user} with admin option`);
    await client.query(`create database ${user} owner ${user}`);
  });
  const mail = await startMailHost();
  const store = openStore({ connection });
  t.after(async () => {
    await store.close();
    await mail.close();
    await withClient(database.connection, 'docket', async (client) => {
      await client.query(`drop database ${user} with (force)`);
      await client.query(`drop role ${user}`);
    });
    await database.drop();
  });
  const secrets = createSecrets('a key of this test');
  const owner = await store.connectOwner();
  t.after(() => owner.end());
  await migrate(owner);
  await applyTenantFile(owner, readTenantFile(tenantFile(mail.port), { name: 'small.yaml' }), { secrets });
  const rows = async <R>({ text, values }: { text: string; values: readonly unknown[] }): Promise<R[]> =>
    (await owner.query(text, [...values])).rows as R[];
  const tenants = await loadTenants({ rows });
  const [tenant] = tenants;
  assert.ok(tenant);
  const faults: unknown[] = [];
  const deps = { connection, core: store.core, secrets, tenants: () => tenants };
  const queues = await Promise.all(
    [1, 2, 3].map(() => openDeliveries({ ...deps, onError: (error) => faults.push(error) })),
  );
  const actor = { tenant, user: null, face: 'api' as const };
  await store.core.run(actor, (tx) =>
    createCase(tx, actor, { referenceStyle: 'number', subject: 'S', contactEmail: 'a@example.test', close: {} }),
  );
  const tried = await Promise.all(queues.map((queue) => queue.runDue(new Date())));
  assert.equal(
    tried.reduce((sum, one) => sum + one, 0),
    1,
  );
  assert.deepEqual(
    mail.received.map(({ from, to }) => [from, to[0]]),
    [['no-reply@small.invalid', 'a@example.test']],
  );
  await Promise.all(queues.map((queue) => queue.close()));
  assert.deepEqual(faults, []);
});
