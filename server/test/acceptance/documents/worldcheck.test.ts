/** World-Check One: "Able to create two cases with same caseId", and the answer to it: HEAD /caseIdentifiers. */
import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { tracker, worldcheck } from '../support/clients.ts';
import { openServer } from '../support/server.ts';
import { editDemo, writeTenantFile } from '../support/tenant-file.ts';

let server: Awaited<ReturnType<typeof openServer>>;
let groups: string[];

const call = (version = 'v2') => worldcheck(`${server.url}/worldcheck/${version}`);
const newCase = (caseId: string, groupId = groups[0]) => ({
  groupId,
  entityType: 'INDIVIDUAL',
  name: 'Mara Voss',
  caseId,
});
const probe = async (caseId: string, version?: string) => {
  const answer = await call(version)('HEAD', `/caseIdentifiers?caseId=${encodeURIComponent(caseId)}`);
  assert.equal(answer.text, '');
  return answer.status;
};

before(async () => {
  const twoGroups = 'home: screening, foreign: [screening-emea],';
  const file = await writeTenantFile(await editDemo([['home: screening,', twoGroups]]));
  server = await openServer(['--apply', file]);
  const [top] = (await call()('GET', '/groups')).json<{ id: string; children: { id: string }[] }[]>();
  groups = [top?.id ?? '', top?.children[0]?.id ?? ''];
});

after(() => server.close());

for (const version of ['v1', 'v2']) {
  test(`${version}: 404 says that a caseId is free, 200 that it is in use`, async () => {
    const caseId = `Customer ${version}/7 + ü`;
    assert.equal(await probe(caseId, version), 404);
    assert.equal((await call(version)('POST', '/cases', { body: newCase(caseId) })).status, 201);
    assert.equal(await probe(caseId, version), 200);
  });
}

test('the complaint: one case posted twice in a very small time frame is made once', async () => {
  for (let i = 0; i < 5; i += 1) {
    const body = newCase(`twice-${i}`);
    const [one, two] = await Promise.all([call()('POST', '/cases', { body }), call()('POST', '/cases', { body })]);
    assert.deepEqual([one.status, two.status].sort(), [201, 400]);
    const refused = one.status === 400 ? one : two;
    const cause = 'Case IDs must be unique within the same client and request.';
    assert.deepEqual(refused.json(), [{ error: 'CASE_ID_EXISTS', cause }]);
    assert.equal(await probe(`twice-${i}`), 200);
  }
});

test('a caseId of any group cannot be used again in another group of the client', async () => {
  assert.notEqual(groups[0], groups[1]);
  assert.equal((await call()('POST', '/cases', { body: newCase('of the first', groups[0]) })).status, 201);
  const again = await call()('POST', '/cases', { body: newCase('of the first', groups[1]) });
  assert.equal(again.status, 400);
  assert.equal(again.json<{ error: string }[]>()[0]?.error, 'CASE_ID_EXISTS');
});

test('the id of a case that another program made elsewhere is in use too', async () => {
  const body = { caseOfficerIds: [12659], offenseTypeId: 1, caseNumber: '2031-77', formData: [], tags: [] };
  assert.equal(await probe('2031-77'), 404);
  assert.equal((await tracker(server.url)('POST', '/api/cases', { body })).status, 200);
  assert.equal(await probe('2031-77'), 200);
  assert.equal((await call()('POST', '/cases', { body: newCase('2031-77') })).status, 400);
});

test('the probe needs the signature: 401 without a body', async () => {
  const answer = await worldcheck(`${server.url}/worldcheck/v2`, { keyId: 'nobody', secret: 'x' })(
    'HEAD',
    '/caseIdentifiers?caseId=a',
  );
  assert.equal(answer.status, 401);
  assert.equal(answer.headers['content-length'], '0');
});
