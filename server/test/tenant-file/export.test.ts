/** `docket export` prints the file that would make this configuration again (DESIGN S7). */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createSecrets } from '../../src/storage/secrets.ts';
import { TenantFileError } from '../../src/tenant-file/problems.ts';
import { tenantAsJson } from '../../src/tenant-file/tenant-as-json.ts';
import { demo, demoStore, edit, emptyStore, type TestStore, tiny } from './stores.ts';

/** A file that says everything that can be said. */
const everything = `
tenant: { key: all, name: All, timezone: Asia/Tokyo, language: de-AT, caseNumbers: { start: 7, format: "C-{number:6}" }, hosts: [a.test], sender: x@a.test }
sessions: { egainMinutes: 5, tokenHours: 1, workspaceHours: 2 }
smtp: { host: mail.test, port: 25, security: none, user: u, password: p }
units: [{ key: a, name: A, extRef: E }, { key: b, name: B, parent: a, sharesWith: [{ unit: a, activities: true }] }]
groups: [{ key: g, name: G }]
roles: [{ key: r, permissions: ["*"] }]
users: [{ login: one, home: a, foreign: [b], roles: [r], groups: [g], licences: [case], disabled: true }, { login: "007", password: x }]
grants: [{ user: one, target: "007", allow: [pull] }]
credentials: [{ facade: worldcheck, user: one, keyId: k, secret: s }, { facade: api, user: one, token: t }, { facade: goss, user: one, token: t }]
attributes: [{ key: m, kind: choice, options: ["a: b", "null"], multiple: true }, { key: t, kind: text, maxLength: 9 }]
customers: [{ personalId: "0001", phone: "+43 1" }]
calendars: [{ key: c, days: [sat], hours: [{ from: "00:00", to: "24:00" }], holidays: AT, timezone: Europe/Vienna }]
forms: [{ key: f, name: F, fields: [{ name: x, kind: select, options: [{ value: "1" }] }] }]
caseTypes:
  - key: t
    name: T
    default: true
    starters: g
    managers: g
    statuses: { start: "yes", active: ["1"], escalated: e, closed: c, descriptions: { "1": First, "yes": New } }
    subtypes: [{ key: s, name: S, description: "#x" }]
    stages: [{ key: s, name: S }]
    closure: { default: d }
    target: { days: 1, hours: 2, calendar: c, reminderHours: 3 }
    tasks: [{ key: a, name: A, min: 1, max: 2, cancelable: true }, { key: b, name: B, prerequisites: [a] }]
    reassignmentGroups: [g]
    escalationGroup: g
screening: { groups: [b], secondaryFields: none, customFields: [{ typeId: x, label: X, attribute: t, required: true }] }
offenseTypes: [{ id: 3, name: O }]
disposition: { enabled: true, reviewers: [{ unit: a, user: one, default: true }], followUpDays: { 3: 9 }, groups: { list: [g] } }
queues: [{ key: q, name: Q, unit: a, caseType: t, serviceTimeoutMinutes: 4, ticket: { prefix: "", from: 1, to: 2 } }]
classifications: [{ code: "12", name: N }]
`;

describe('exporting a tenant', () => {
  let store: TestStore;
  let second: TestStore;
  before(async () => {
    store = await demoStore();
    second = await emptyStore();
  });
  after(async () => {
    await store.close();
    await second.close();
  });

  const proveFixedPoint = async (key: string) => {
    const printed = await store.export(key);
    assert.deepEqual((await store.apply(printed)).changes, []);
    assert.equal(await store.export(key), printed);
    await second.apply(printed);
    assert.equal(await second.export(key), printed);
    assert.deepEqual((await second.apply(printed)).changes, []);
  };

  it('prints a file that changes nothing, here or made anew in an empty store', () => proveFixedPoint('riverside'));

  it('does so for everything that a file can say', async () => {
    await store.apply(everything);
    assert.deepEqual((await store.apply(everything)).changes, []);
    await proveFixedPoint('all');
  });

  it('prints no password, token or secret', async () => {
    const printed = await store.export();
    for (const secret of ['frank-pw', 'tracker-static-token', 'c2VjcmV0LWZvci10ZXN0'])
      assert.ok(!printed.includes(secret));
    assert.deepEqual((await store.apply(demo)).changes, []);
  });

  it('prints settings that were changed at run time as they are', async () => {
    await store.client.query('update disposition_follow_ups set days = 8 where tenant_id = 1 and offense_type_id = 74');
    await store.client.query('update disposition_reviewers set group_id = null where tenant_id = 1 and unit_id = 175');
    await store.apply(edit(demo, 'name: Passports', 'name: Passport desk'), { planOnly: true });
    const printed = await store.export();
    assert.match(printed, /74: 8/);
    assert.deepEqual((await store.apply(printed)).changes, []);
  });

  it('gives the same as a value', async () => {
    const value = await tenantAsJson(
      { rows: async ({ text, values }) => (await store.client.query(text, [...values])).rows },
      1,
    );
    assert.deepEqual((await store.apply(JSON.stringify(value))).changes, []);
  });

  it('knows secrets that were sealed under another key, and refuses them', async () => {
    const printed = await second.export();
    await assert.rejects(second.apply(printed, { secrets: createSecrets('another') }), TenantFileError);
  });

  it('has nothing for an unknown tenant', async () => assert.equal(await store.export(tiny('none')), ''));
});
