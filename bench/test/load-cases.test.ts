/** The loader: what it makes is what the product would have made, and the bench's calls work on it. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { verifyHistory } from '@docket/server/domain/history/verify-history.ts';
import { createSecrets } from '@docket/server/storage/secrets.ts';
import { type Docket, startDocket } from '../../server/test/support/docket.ts';
import { testSecretKey } from '../../server/test/support/prepare-template.ts';
import type { Call, Site } from '../src/calls/call.ts';
import { calls } from '../src/calls/calls.ts';
import { queueCalls } from '../src/calls/qflow.ts';
import { sign } from '../src/calls/sign.ts';
import { subjectsOf } from '../src/load/request-bytes.ts';
import { fillStore } from '../src/load-cases/fill-store.ts';
import { tenantKey, tokenOf } from '../src/load-cases/tenant.ts';
import { takeStock } from '../src/site.ts';

const count = 300;
const untilMs = Date.UTC(2026, 0, 1);

const indexes = `
select indexdef as made from pg_indexes where schemaname = 'docket'
union all
select conname || ' ' || pg_get_constraintdef(oid) || convalidated from pg_constraint
where connamespace = 'docket'::regnamespace
order by made`;

const rowsOf = `
select md5(string_agg(c::text, e'\n' order by number)) as cases,
  (select md5(string_agg(to_jsonb(h)::text, e'\n' order by case_number, seq)) from docket.history h where tenant_id = $1)
    as history
from docket.cases c where tenant_id = $1`;

let docket: Docket;
let before300: unknown;
let tenantId: number;

const ask = async (text: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> => {
  const owner = await docket.store.connectOwner();
  try {
    return (await owner.query(text, [...values])).rows;
  } finally {
    await owner.end();
  }
};

const fill = async (into: Docket, cases: number, keeps = false): Promise<number> => {
  const owner = await into.store.connectOwner();
  try {
    const secrets = createSecrets(testSecretKey);
    const filling = { cases, seed: 7, untilMs, keeps };
    return await fillStore(owner, into.database.connection, secrets, filling, () => {});
  } finally {
    await owner.end();
  }
};

before(async () => {
  docket = await startDocket();
  before300 = await ask(indexes);
  tenantId = await fill(docket, count);
  await docket.directory.reload(tenantId);
});
after(() => docket.close());

describe('a load of cases', () => {
  it('has histories that verify', async () => {
    const tenant = docket.tenant(tenantKey);
    const { cases, events, breaks } = await docket.core.view({ tenant }, (db) => verifyHistory(db, tenantId));
    assert.deepEqual(breaks, []);
    assert.equal(cases, count);
    assert.ok(events > 2 * count, `${events} events`);
  });

  it('leaves every index and constraint as it was', async () => {
    assert.deepEqual(await ask(indexes), before300);
  });

  it('counts one version for each event that changes the case, as the head of its history', async () => {
    const wrong = await ask(
      `select c.number from docket.cases c join lateral (
         select count(*) filter (where kind not in ('note.added', 'target.breached', 'message.queued')) as versions,
           max(at) as last, max(seq) as seq
         from docket.history h where h.tenant_id = c.tenant_id and h.case_number = c.number) h on true
       where c.tenant_id = $1 and (c.version <> h.versions or c.history_at <> h.last or c.history_seq <> h.seq)`,
      [tenantId],
    );
    assert.deepEqual(wrong, []);
  });

  it('closes about seven cases of ten, and has some with long histories', async () => {
    const [found] = await ask(
      `select avg((category = 3)::integer)::float as closed, max(history_seq) as longest,
         count(distinct type)::integer as types, count(distinct unit_id)::integer as units
       from docket.cases where tenant_id = $1`,
      [tenantId],
    );
    const { closed, longest, types, units } = found as Record<string, number>;
    assert.ok(closed !== undefined && closed > 0.55 && closed < 0.85, `${closed} closed`);
    assert.ok((longest ?? 0) >= 20 && (types ?? 0) > 50 && (units ?? 0) > 50, JSON.stringify(found));
  });

  it('is the same again for the same seed', async () => {
    const other = await startDocket();
    try {
      const id = await fill(other, count);
      const owner = await other.store.connectOwner();
      const { rows } = await owner.query(rowsOf, [id]);
      await owner.end();
      assert.deepEqual(rows, await ask(rowsOf, [tenantId]));
    } finally {
      await other.close();
    }
  });

  it('is refused where there are cases, and passed over where they are to be kept', async () => {
    await assert.rejects(fill(docket, 10), /has cases already/);
    assert.equal(await fill(docket, 10, true), tenantId);
    assert.deepEqual(await ask('select count(*)::integer as n from docket.cases where tenant_id = $1', [tenantId]), [
      { n: count },
    ]);
  });
});

describe('the calls of the bench, on loaded cases', () => {
  let site: Site;

  const send = (request: ReturnType<Call['request']>) =>
    docket.inject({
      method: request.method as 'GET',
      url: request.path,
      headers: { ...request.headers, host: 'bench.test:80' },
      ...(request.body === '' ? {} : { payload: request.body }),
    });

  before(async () => {
    const tenant = docket.tenant(tenantKey);
    const stock = await takeStock({
      tenantId,
      ask: (query) => docket.core.view({ tenant }, (db) => db.row<Record<string, unknown>>(query)),
    });
    assert.deepEqual(stock.numbers, { from: 1, to: count });
    const signIn = async (userName: string): Promise<string> => {
      const answer = await docket.inject({
        method: 'POST',
        url: '/egain/system/ws/v12/authentication/user/login',
        headers: { 'content-type': 'application/json', accept: 'application/json', 'x-docket-tenant': tenantKey },
        payload: JSON.stringify({ userName, password: `${userName}-pw` }),
      });
      return String(answer.headers['x-egain-session']);
    };
    site = {
      host: 'bench.test',
      port: 80,
      sessions: { all: await signIn('sees-all'), tenth: await signIn('sees-tenth') },
      groupId: '',
      ...stock,
    };
    const groups = await send(sign(site, 'all', 'GET', '/worldcheck/v2/groups', ''));
    site = { ...site, groupId: groups.json()[0].id };
  });

  it('makes a case next that has the number after the last', async () => {
    const answer = await docket.inject({
      method: 'POST',
      url: '/api/v1/cases',
      headers: { authorization: `Bearer ${tokenOf('api', 'all')}`, 'content-type': 'application/json' },
      payload: JSON.stringify({ subject: 'after the load' }),
    });
    assert.equal(answer.statusCode, 201, answer.body);
    assert.equal(answer.json().number, count + 1);
  });

  it('shows one unit in ten to who sees that', async () => {
    const seen = async (login: 'all' | 'tenth'): Promise<number> => {
      const headers = { authorization: `Bearer ${tokenOf('api', login)}` };
      return (await docket.inject({ url: '/api/v1/cases?count=true&limit=1', headers })).json().count;
    };
    const [all, tenth] = [await seen('all'), await seen('tenth')];
    assert.ok(all >= count && tenth > all / 25 && tenth < all / 4, `${tenth} of ${all}`);
  });

  for (const call of [...calls, queueCalls.enqueue, queueCalls.callNext]) {
    it(`answers ${call.name}`, async () => {
      const subject = subjectsOf(call, site)[call.kind === 'edit' ? 3 : 0] ?? `nobody-had-this-${call.face}`;
      const found = call.before ? await send(call.before(site, subject)) : undefined;
      const answer = await send(call.request(site, subject, found?.body ?? ''));
      assert.equal(answer.statusCode, call.expect, answer.body);
      assert.ok(answer.body.includes(call.proof ?? ''), answer.body);
      // A page without a case is shorter than any case.
      if (call.kind === 'search') assert.ok(answer.body.length > 500, answer.body);
    });
  }
});
