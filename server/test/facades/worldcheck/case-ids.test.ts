/** `HEAD /caseIdentifiers`, `GET /caseReferences`, and that a caseId is unique in its client: contract worldcheck §7. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setArchived } from '../../../src/domain/cases/archive-case.ts';
import { createCase } from '../../../src/domain/cases/create-case.ts';
import { type Docket, startDocket } from '../../support/docket.ts';
import { createClient, type Key, type Send, screenerKey } from './support/client.ts';
import { applyTenants, keys } from './support/tenants.ts';

describe('a caseId', () => {
  let docket: Docket;
  let send: Send;
  let groupId: string;
  let emeaId: string;

  before(async () => {
    docket = await startDocket();
    await applyTenants(docket);
    send = createClient(docket);
    const [top] = (await send('GET', '/worldcheck/v2/groups', { key: keys.emea })).json();
    groupId = top.id;
    emeaId = top.children[0].id;
  });
  after(() => {
    assert.deepEqual(docket.faults, []);
    return docket.close();
  });

  const identify = async (caseId: string, key: Key = screenerKey): Promise<number> => {
    const answer = await send('HEAD', `/worldcheck/v2/caseIdentifiers?caseId=${encodeURIComponent(caseId)}`, { key });
    assert.equal(answer.body, '');
    return answer.statusCode;
  };
  const refer = (caseId: string, key: Key = screenerKey) =>
    send('GET', `/worldcheck/v2/caseReferences?caseId=${encodeURIComponent(caseId)}`, { key });
  const create = (caseId: string, more: object = {}, key: Key = screenerKey, base = 'v2') =>
    send('POST', `/worldcheck/${base}/cases`, {
      key,
      body: { groupId, entityType: 'UNSPECIFIED', name: 'N', caseId, ...more },
    });

  it('is free (404) until a case has it, then in use (200)', async () => {
    assert.equal(await identify('one'), 404);
    assert.equal((await create('one')).statusCode, 201);
    assert.equal(await identify('one'), 200);
  });

  it('is unique in the client: a second case with it is 400 CASE_ID_EXISTS, over all groups and keys', async () => {
    assert.equal((await create('unique')).statusCode, 201);
    for (const again of [await create('unique'), await create('unique', { groupId: emeaId }, keys.emea, 'v1')]) {
      assert.equal(again.statusCode, 400);
      assert.deepEqual(again.json(), [
        { error: 'CASE_ID_EXISTS', cause: 'Case IDs must be unique within the same client and request.' },
      ]);
    }
  });

  it('goes to one of 100 simultaneous creates; HEAD says 200 no later than the winner', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, async (_, i) => {
        const base = ['v1', 'v2', 'screening/v3'][i % 3];
        const [key, group] = i % 2 === 0 ? [screenerKey, groupId] : [keys.emea, emeaId];
        const answer = await create('contended', { groupId: group }, key, base);
        if (answer.statusCode === 201) assert.equal(await identify('contended'), 200);
        return answer;
      }),
    );
    assert.equal(answers.filter(({ statusCode }) => statusCode === 201).length, 1);
    const refused = answers.filter(({ statusCode }) => statusCode === 400);
    assert.equal(refused.length, 99);
    for (const answer of refused) assert.equal(answer.json()[0].error, 'CASE_ID_EXISTS');
  });

  it('is looked for over the whole client by HEAD, and only where the key may see by caseReferences', async () => {
    await create('hidden', { groupId: emeaId }, keys.emea);
    assert.equal(await identify('hidden', screenerKey), 200);
    const unseen = await refer('hidden', screenerKey);
    assert.equal(unseen.statusCode, 404);
    assert.deepEqual(unseen.json(), [
      {
        error: 'CASE_NOT_FOUND',
        cause: 'API key does not have permission to access the case or case not found.',
      },
    ]);
    assert.equal((await refer('hidden', keys.emea)).statusCode, 200);
    assert.equal((await refer('nowhere')).json()[0].error, 'CASE_NOT_FOUND');
  });

  it('is answered by caseReferences with the caseSystemId', async () => {
    const { caseSystemId } = (await create('referred')).json();
    const answer = await refer('referred');
    assert.equal(answer.statusCode, 200);
    assert.deepEqual(answer.json(), { caseId: 'referred', caseSystemId });
  });

  it('of another client is another world', async () => {
    await create('mine');
    assert.equal(await identify('mine', keys.stranger), 404);
    assert.equal((await refer('mine', keys.stranger)).statusCode, 404);
  });

  it('is compared exactly: case, blanks and Unicode form count', async () => {
    await create(' Äpfel 1 ');
    for (const other of ['Äpfel 1', ' äpfel 1 ', ' A\u0308pfel 1 ', ' Äpfel  1 ']) {
      assert.equal(await identify(other), 404, other);
    }
    assert.equal(await identify(' Äpfel 1 '), 200);
  });

  it('is decoded as form data: + is a blank, %2B a plus', async () => {
    await create('a b');
    await create('a+b');
    const head = async (query: string) => (await send('HEAD', `/worldcheck/v2/caseIdentifiers?${query}`)).statusCode;
    assert.equal(await head('caseId=a+b'), 200);
    assert.equal(await head('caseId=a%2Bb'), 200);
    assert.equal(await head('caseId=a%20b&other=%zz'), 200);
    assert.equal(await head('caseId=A+b'), 404);
  });

  it('that no case can have is 400, to HEAD without a body', async () => {
    for (const query of [
      '',
      'caseid=a',
      'caseId=',
      'caseId=%20%20',
      'caseId=a&caseId=a',
      `caseId=${'x'.repeat(513)}`,
      'caseId=a%00',
      'caseId=a%09b',
      'caseId=%zz',
      'caseId=%ff',
      'caseId=%ed%a0%80',
    ]) {
      const head = await send('HEAD', `/worldcheck/v2/caseIdentifiers?${query}`);
      assert.deepEqual([head.statusCode, head.body], [400, ''], query);
      const get = await send('GET', `/worldcheck/v2/caseReferences?${query}`);
      assert.deepEqual([get.statusCode, get.json()[0].error], [400, 'INVALID_FIELD'], query);
    }
    assert.equal(await identify('x'.repeat(512)), 404);
  });

  it('of a case made through another face counts, and an archived case keeps its own', async () => {
    const actor = docket.actor('screener', 'tracker');
    const unitId = docket.tenant().units.byKey.get('screening')?.id ?? 0;
    const made = await docket.core.run(actor, (tx) =>
      createCase(tx, actor, { reference: '24-0001', referenceStyle: 'number', unitId }),
    );
    assert.equal(await identify('24-0001'), 200);
    assert.equal((await create('24-0001')).json()[0].error, 'CASE_ID_EXISTS');
    await docket.core.run(actor, (tx) => setArchived(tx, actor, { number: made.number }, true));
    assert.equal(await identify('24-0001'), 200);
    assert.equal((await refer('24-0001')).statusCode, 200);
  });
});
