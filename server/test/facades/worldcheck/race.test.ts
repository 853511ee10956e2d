/** One caseId, one case, through every way to take it at once: contract worldcheck §7. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { keys } from './support/tenants.ts';
import { openWorld, type World } from './support/world.ts';

describe('a free caseId', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  it('goes to one of 200 that want it by POST cases, screeningRequest, saveAndScreen, PUT and PATCH at once', async () => {
    for (const caseId of ['race one', 'race two']) {
      const others = await Promise.all(Array.from({ length: 80 }, () => world.save({})));
      const isFree = (await world.call('HEAD', `/caseIdentifiers?caseId=${encodeURIComponent(caseId)}`)).statusCode;
      assert.equal(isFree, 404);
      const made = { entityType: 'INDIVIDUAL', name: 'N', caseId };
      const attempt = async (i: number): Promise<boolean> => {
        const [key, groupId] = i % 2 === 0 ? [keys.chief, world.groupId] : [keys.emea, world.emeaId];
        const id = others[Math.floor(i / 5) * 2 + (i % 5 === 4 ? 1 : 0)]?.caseSystemId;
        const ways = [
          () => world.call('POST', '/cases', { groupId, ...made }, { key }),
          () => world.call('POST', '/cases/screeningRequest', { groupId, ...made }, { key }),
          () =>
            world.call(
              'POST',
              '/cases/saveAndScreen',
              { groupId, providerTypes: ['WATCHLIST'], cases: [{ entityType: 'VESSEL', name: 'other' }, made] },
              { key },
            ),
          () => world.call('PUT', `/cases/${id}`, { name: 'N', caseId }, { key: keys.chief }),
          () => world.call('PATCH', `/cases/${id}`, { caseId }, { key: keys.chief }),
        ];
        const answer = await (ways[i % 5] ?? assert.fail)();
        const errors = i % 5 === 2 ? answer.json()[1].errors : answer.statusCode >= 400 ? answer.json() : undefined;
        if (errors !== undefined) {
          assert.equal(errors[0].error, 'CASE_ID_EXISTS', answer.body);
          return false;
        }
        const probe = await world.call('HEAD', `/caseIdentifiers?caseId=${encodeURIComponent(caseId)}`);
        assert.equal(probe.statusCode, 200, 'HEAD says so no later than the answer of the winner');
        return true;
      };
      const won = await Promise.all(Array.from({ length: 200 }, (_, i) => attempt(i)));
      assert.equal(won.filter(Boolean).length, 1);
    }
    const { tenant } = world.docket.actor('screener');
    const count = {
      text: "select count(*)::integer as n from cases where tenant_id = $1 and reference like 'race %'",
      values: [tenant.id],
    };
    assert.equal((await world.docket.core.view({ tenant }, (db) => db.row<{ n: number }>(count)))?.n, 2);
  });

  it('wanted by two calls of many cases, in crossing order, goes to either, and neither waits for ever', async () => {
    const ids = Array.from({ length: 50 }, (_, i) => `crossing ${i}`);
    const all = (order: string[]) =>
      world.call('POST', '/cases/saveAndScreen', {
        groupId: world.groupId,
        providerTypes: ['WATCHLIST'],
        cases: order.map((caseId) => ({ entityType: 'VESSEL', name: caseId, caseId })),
      });
    const answers = await Promise.all([all(ids), all([...ids].reverse()), all(ids), all([...ids].reverse())]);
    const made = answers.flatMap((answer) => answer.json()).filter((one) => one.caseSystemId !== undefined);
    assert.deepEqual(made.map(({ caseId }) => caseId).sort(), [...ids].sort());
  });

  it('bulk/delete by calls of crossing cases that are all related: each is deleted once, and none waits in a ring', async () => {
    const bulk = async (what: string, body: object) => {
      const answer = await world.call('POST', `/cases/bulk/${what}`, body, { key: keys.chief });
      assert.equal(answer.statusCode, 200, answer.body);
      return answer.json().statuses;
    };
    const made = await Promise.all(Array.from({ length: 20 }, () => world.save()));
    const ids = made.map(({ caseSystemId }) => caseSystemId);
    const others = (id: string): string[] => ids.filter((one) => one !== id);
    const caseSystemIds = ids.map((id) => ({ caseSystemId: id, relatedCaseSystemIds: others(id) }));
    await bulk('link', { link: true, relationshipType: 'PRIMARY_TO_SUBCASE', caseSystemIds });
    await bulk('archive', { archive: true, caseSystemIds: ids });
    const calls = ids.map((_, from) => [...ids, ...ids].slice(from, from + 5).reverse());
    const statuses = (await Promise.all(calls.map((some) => bulk('delete', { caseSystemIds: some })))).flat();
    assert.deepEqual(
      statuses
        .filter(({ success }) => success)
        .map(({ caseSystemId }) => caseSystemId)
        .sort(),
      [...ids].sort(),
    );
  });
});
