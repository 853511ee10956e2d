/** No tenant sees another (promise 8): the second wall, read from the catalogue and tried. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Client } from 'pg';
import { type Docket, startDocket } from '../support/docket.ts';

let docket: Docket;
let owner: Client;
before(async () => {
  docket = await startDocket();
  owner = await docket.store.connectOwner();
});
after(async () => {
  await owner.end();
  await docket.close();
});

/** The one table that belongs to no tenant: what was migrated. */
const shared = ['schema_migrations'];

describe('every table', () => {
  it('has a tenant, row-level security, and a policy', async () => {
    const { rows } = await owner.query<{ name: string; secured: boolean; policies: number; tenant: boolean }>(
      `select c.relname as name, c.relrowsecurity as secured,
        (select count(*)::integer from pg_policy p where p.polrelid = c.oid) as policies,
        exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id') as tenant
      from pg_class c where c.relnamespace = 'docket'::regnamespace and c.relkind in ('r', 'p')`,
    );
    const tables = rows.filter(({ name }) => !shared.includes(name));
    assert.ok(tables.length > 30);
    for (const { name, secured, policies, tenant } of tables) {
      assert.deepEqual({ name, secured, policies, tenant }, { name, secured: true, policies: 1, tenant: true });
    }
  });

  it('has the tenant first in every primary, unique and foreign key', async () => {
    const { rows } = await owner.query<{ name: string; first: string }>(
      `select i.indexrelid::regclass::text as name, a.attname as first
        from pg_index i join pg_class c on c.oid = i.indrelid
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
        where c.relnamespace = 'docket'::regnamespace and i.indisunique
      union all
      select f.conname, a.attname from pg_constraint f
        join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
        where f.connamespace = 'docket'::regnamespace and f.contype = 'f'`,
    );
    const wrong = rows.filter(
      ({ name, first }) => first !== 'tenant_id' && !shared.some((table) => name.includes(table)),
    );
    assert.deepEqual(wrong, []);
  });
});

describe('the role that requests work as', () => {
  before(async () => {
    await owner.query('set role docket_app');
  });
  after(async () => {
    await owner.query('reset role');
  });

  it('sees nothing without a tenant', async () => {
    assert.equal((await owner.query('select from users')).rowCount, 0);
  });

  it('sees nothing of another tenant, and cannot write there', async () => {
    await owner.query(`select set_config('docket.tenant', '77', false)`);
    assert.equal((await owner.query('select from users')).rowCount, 0);
    assert.equal((await owner.query(`update users set login = 'x'`)).rowCount, 0);
    await assert.rejects(
      owner.query(`insert into sign_in_failures (tenant_id, login, count, last_at) values (1, 'x', 1, now())`),
      { code: '42501' },
    );
  });
});
