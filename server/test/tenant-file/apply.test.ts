/** Applying makes the store match the file, once (DESIGN S7 and S8 of the command line and the tenant file). */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { TenantFileError } from '../../src/tenant-file/problems.ts';
import { demo, demoStore, edit, emptyStore, type TestStore, tiny, withoutLine } from './stores.ts';

/** Which transactions wrote the rows there are. */
const writers = [
  'tenants',
  'users',
  'units',
  'unit_shares',
  'credentials',
  'case_types',
  'queues',
  'disposition',
  'customers',
  'applied_files',
]
  .map((table) => `(select json_agg(xmin::text order by ctid) from ${table}) as ${table}`)
  .join(', ');

describe('applying a tenant file', () => {
  let store: TestStore;
  before(async () => {
    store = await demoStore();
  });
  after(() => store.close());

  /** Each test starts from the demonstration file. */
  const reset = () => store.apply(demo);
  const version = async () =>
    (await store.row("select config_version from tenants where key = 'riverside'"))['config_version'];
  const refused = async (text: string, message: RegExp) => {
    const before = await store.export();
    await assert.rejects(store.apply(text), (error) => error instanceof TenantFileError && message.test(error.message));
    assert.equal(await store.export(), before);
  };

  it('changes nothing the second time: no write at all', async () => {
    await reset();
    const before = await version();
    const written = await store.row(`select ${writers}`);
    assert.deepEqual((await store.apply(demo)).changes, []);
    assert.equal(await version(), before);
    assert.deepEqual(await store.row(`select ${writers}`), written);
  });

  it('keeps the ids of the file, and the ones that it minted', async () => {
    const ids = 'select json_object_agg(login, user_id) as users from users where tenant_id = 1 and not removed';
    const users = (await store.row(ids))['users'] as Record<string, number>;
    assert.equal(users['frank'], 1002);
    assert.equal(users['kiosk'], 2);
    assert.equal(new Set(Object.values(users)).size, 15);
    const more = edit(demo, 'users:\n', 'users:\n  - { login: newcomer }\n  - { login: fixed, id: 500 }\n');
    await store.apply(more);
    const later = (await store.row(ids))['users'] as Record<string, number>;
    assert.deepEqual({ ...later, ...users }, later);
    assert.equal(later['fixed'], 500);
    await reset();
    assert.deepEqual((await store.apply(demo)).changes, []);
  });

  it('refuses an id that the store minted for another thing of the file', async () => {
    const { user_id } = await store.row("select user_id from users where login = 'screener'");
    await refused(edit(demo, 'users:\n', `users:\n  - { login: x, id: ${user_id} }\n`), /is the one of 'screener'/);
  });

  it('renames by id, also crosswise', async () => {
    const renamed = edit(
      edit(demo, '{ key: everyone, id: 1,', '{ key: all, id: 1,'),
      '{ id: 1000, personalId: P-1000',
      '{ id: 1000, personalId: P-1',
    );
    const { changes } = await store.apply(renamed);
    assert.deepEqual(changes, [
      { action: 'change', what: 'group', key: 'all', fields: ['key'] },
      { action: 'change', what: 'customer', key: 'P-1', fields: ['personalId'] },
    ]);
    const crosswise = edit(
      edit(demo, 'key: clp-access, id: 1387', 'key: clp-none, id: 1387'),
      'key: clp-none, id: 1388',
      'key: clp-access, id: 1388',
    );
    await store.apply(crosswise);
    assert.deepEqual(await store.row("select group_id from groups where key = 'clp-none'"), { group_id: 1387 });
    await reset();
  });

  it('only says what would change, with plan', async () => {
    const before = await store.export();
    const versionBefore = await version();
    const text = edit(withoutLine(demo, 'login: outsider'), 'name: Passports', 'name: Passport desk');
    const { changes } = await store.apply(text, { planOnly: true });
    assert.deepEqual(changes, [
      { action: 'remove', what: 'user', key: 'outsider', fields: [] },
      { action: 'change', what: 'queue', key: 'passports', fields: ['name'] },
    ]);
    assert.equal(await store.export(), before);
    assert.equal(await version(), versionBefore);
    const planned = await store.apply(tiny('planned'), { planOnly: true });
    assert.equal(planned.created, true);
    assert.deepEqual(await store.row("select count(*)::int from tenants where key = 'planned'"), { count: 0 });
  });

  it('keeps a user who left the file as removed, and takes him back under his login', async () => {
    const session = `insert into sessions (tenant_id, session_id, facade, user_id, token_hash, created_at, last_used_at, expires_at)
      values (1, gen_random_uuid(), 'egain', 1012, 'x', now(), now(), now())`;
    await store.client.query(session);
    const without = demo
      .split('\n')
      .filter((line) => !line.includes('mary') && !line.startsWith('grants:'))
      .join('\n');
    await store.apply(without);
    const row = 'select removed, password_hash is null as silent, first_name from users where user_id = 1012';
    assert.deepEqual(await store.row(row), { removed: true, silent: true, first_name: 'Mary' });
    assert.deepEqual(await store.row('select count(*)::int from sessions where user_id = 1012'), { count: 0 });
    assert.deepEqual(await store.row('select count(*)::int from credentials where user_id = 1012'), { count: 0 });
    const { uid } = await store.row('select uid from users where user_id = 1012');
    const { changes } = await store.apply(edit(demo, 'login: mary, id: 1012', 'login: mary'));
    assert.ok(changes.some(({ action, what, key }) => action === 'create' && what === 'user' && key === 'mary'));
    assert.deepEqual(await store.row('select uid, removed from users where user_id = 1012'), { uid, removed: false });
    await reset();
    await refused(edit(demo, 'login: mary, id: 1012', 'login: mary, id: 77'), /history names him/);
  });

  it('ends the sessions of who gets another password or is disabled, and no other', async () => {
    const open = async () => {
      await store.client.query('delete from sessions');
      await store.client.query(`insert into sessions (tenant_id, session_id, facade, user_id, token_hash, created_at, last_used_at, expires_at)
        select 1, gen_random_uuid(), facade, user_id, convert_to(facade || user_id, 'utf8'), now(), now(), now()
        from unnest(array['egain', 'tracker', 'api']) facade, unnest(array[1002, 1012]) user_id`);
    };
    const left = async () => (await store.row('select array_agg(distinct user_id) as users from sessions'))['users'];
    await open();
    await store.apply(edit(demo, 'firstName: Frank', 'firstName: Francis'));
    assert.deepEqual(await left(), [1002, 1012]);
    await store.apply(edit(demo, 'password: frank-pw', 'password: other-pw'));
    assert.deepEqual(await left(), [1012]);
    await reset();
    await open();
    await store.apply(edit(demo, 'firstName: Frank', 'disabled: true, firstName: Frank'));
    assert.deepEqual(await left(), [1012]);
    await reset();
  });

  it('refuses to drop what is in use, and says by what', async () => {
    await store.client.query(`insert into case_tombstones (tenant_id, number, uid, reference, unit_id, restricted, restricted_user_ids,
      restricted_group_ids, deleted_at, history_seq, history_hash) values (1, 9, gen_random_uuid(), '9', 1003, false, '{}', '{}', now(), 1, 'x')`);
    const text = withoutLine(
      withoutLine(edit(demo, ', sharesWith: [{ unit: archive, activities: false }]', ''), 'key: archive'),
      'login: outsider',
    );
    await refused(text, /the unit 'archive' cannot leave: 1 deleted cases? still uses? it/);
    await store.client.query('delete from case_tombstones');
    await store.apply(text);
    await reset();

    await store.client.query(`with t as (insert into tasks (tenant_id, task_id, title, message, state, created_at, changed_at)
      values (1, 9, 'T', '', 'new', now(), now()))
      insert into task_assignees (tenant_id, task_id, position, group_id) values (1, 9, 1, 43)`);
    const withoutGroup = withoutLine(edit(demo, ' groups: [records],', ''), 'key: records');
    await refused(withoutGroup, /the group 'records' cannot leave: 1 tasks? still uses? it/);
    await store.client.query('delete from tasks');
    await store.apply(withoutGroup);
    await reset();
  });

  it('takes away all that nothing uses, and makes it again', async () => {
    const before = await store.export();
    await store.apply(tiny('riverside'));
    for (const table of [
      'units',
      'groups',
      'roles',
      'credentials',
      'attributes',
      'forms',
      'offense_types',
      'queues',
      'grants',
    ]) {
      assert.deepEqual(await store.row(`select count(*)::int from ${table}`), { count: 0 }, table);
    }
    await store.apply(before);
    assert.equal(await store.export(), before);
    await reset();
  });

  it('keeps customers who left the file, and those made elsewhere as they are', async () => {
    await store.client.query("update customers set phone = '99' where customer_id = 1003");
    assert.deepEqual((await store.apply(demo)).changes, []);
    const { changes } = await store.apply(withoutLine(demo, 'personalId: P-1003'));
    assert.deepEqual(changes, [{ action: 'keep', what: 'customer', key: 'P-1003', fields: [] }]);
    assert.deepEqual((await store.apply(withoutLine(demo, 'personalId: P-1003'))).changes, []);
    assert.deepEqual(await store.row('select phone from customers where customer_id = 1003'), { phone: '99' });
    await store.client.query("select set_config('docket.tenant', '1', false)");
    assert.deepEqual(await store.row("select docket.next_number('customer_id')::int as n"), { n: 1004 });
    await reset();
  });

  it('makes the settings of auto disposition the file’s again', async () => {
    await store.client.query('update disposition set enabled = true');
    await store.client.query('update disposition_follow_ups set days = 7 where offense_type_id = 74');
    const { changes } = await store.apply(demo);
    assert.deepEqual(changes, [
      { action: 'change', what: 'disposition', key: '', fields: ['enabled', 'followUpDays'] },
    ]);
  });

  it('keeps host names, tokens and key ids from two tenants', async () => {
    const credentials = (line: string) => tiny('other', `users: [{ login: u }]\ncredentials: [${line}]`);
    await refused(
      'tenant: { key: other, name: O, hosts: [CASES.riverside.test] }',
      /1:\d+: the host 'cases.riverside.test' is one of the tenant 'riverside'/,
    );
    await refused(
      credentials('{ facade: api, user: u, token: qflow-token }'),
      /the token is one of the tenant 'riverside'/,
    );
    const key = '{ facade: worldcheck, user: u, keyId: 6f1c0a52-8a5e-4b0e-9d1c-3f2e7b6a9c10, secret: s }';
    await refused(credentials(key), /the keyId .* is one of the tenant 'riverside'/);
  });

  it('skips a text that was applied before, when told to', async () => {
    await store.apply(edit(demo, 'name: Riverside Council', 'name: Riverside'));
    const applied = await store.apply(demo, { skipApplied: true });
    assert.deepEqual([applied.skipped, applied.changes], [true, []]);
    assert.deepEqual(await store.row('select name from tenants where tenant_id = 1'), { name: 'Riverside' });
    await reset();
  });
});

describe('applying to a store without tenants', () => {
  let store: TestStore;
  before(async () => {
    store = await emptyStore();
  });
  after(() => store.close());

  it('lets two applies at once both end well', async () => {
    const [a, b] = await Promise.all([store.connect(), store.connect()]);
    const { applyTenantFile } = await import('../../src/tenant-file/apply-tenant-file.ts');
    const { readTenantFile } = await import('../../src/tenant-file/read-tenant-file.ts');
    const { secrets } = await import('./stores.ts');
    const both = await Promise.all([a, b].map((client) => applyTenantFile(client, readTenantFile(demo), { secrets })));
    assert.deepEqual(both.map((applied) => applied.created).sort(), [false, true]);
    assert.deepEqual((await store.apply(demo)).changes, []);
  });

  it('starts a tenant’s numbers where its file says, and a plain file has a plain case type', async () => {
    const { tenantId } = await store.apply(tiny('small'));
    assert.equal(tenantId, 2);
    assert.deepEqual(await store.row('select key, is_default from case_types where tenant_id = 2'), {
      key: 'case',
      is_default: true,
    });
    const next = async (tenant: number) => {
      await store.client.query("select set_config('docket.tenant', $1, false)", [String(tenant)]);
      return (await store.row("select docket.next_number('case_number')::int as n"))['n'];
    };
    assert.deepEqual([await next(1), await next(2)], [1000, 1]);
  });
});
