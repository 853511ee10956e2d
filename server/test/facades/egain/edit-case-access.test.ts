/** Contract egain 6.3, 4.6 steps 8 and 9: who may edit, and to whom a case may be given. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Case } from '../../../src/domain/cases/case.ts';
import { demoFile } from '../../support/prepare-template.ts';
import { type Egain, stamp, startEgain } from './support.ts';

const frank = 1002;
const mary = 1012;
const victor = 1013;

let egain: Egain;
const sessions = new Map<string, string>();
before(async () => {
  egain = await startEgain();
  const text = (await readFile(demoFile, 'utf8'))
    .replace(
      'grants:',
      `  - { login: boss, id: 2000, password: boss-pw, home: service, roles: [case-manager], licences: [case] }
  - { login: editor, id: 2001, password: editor-pw, home: service, roles: [editor], licences: [case] }
  - { login: peer, id: 2002, password: peer-pw, home: service, roles: [agent], licences: [case] }
  - { login: bill, id: 2003, password: bill-pw, home: billing, roles: [agent], licences: [case] }
grants:
  - { user: frank, target: victor, allow: [transfer] }
  - { user: frank, target: dora, allow: [transfer] }
  - { user: frank, target: nolan, allow: [transfer] }`,
    )
    .replace('  - key: org-admin', '  - key: editor\n    permissions: [case.edit]\n  - key: org-admin');
  await egain.apply(text);
  for (const user of ['frank', 'mary', 'victor', 'boss', 'editor', 'peer', 'bill', 'outsider']) {
    sessions.set(user, await egain.login(user));
  }
});
after(() => egain.close());

/** The answer of that user's edit: `204`, or code and message. */
const edit = async (user: string, found: Case, members: object = { subject: 'x' }): Promise<string> => {
  const answer = await egain.call(sessions.get(user), 'PUT', '/interaction/case', {
    body: { ...stamp(found), ...members },
  });
  if (answer.statusCode === 204) return '204';
  assert.deepEqual(await egain.read(found.number), found);
  const { code, developerMessage } = answer.json();
  assert.equal(answer.statusCode, Number(String(code).slice(0, 3)));
  return `${code} ${developerMessage}`;
};
const notAllowed = (action: string): string =>
  `403-178 User is not allowed to perform the following action: ${action}.`;
const give = (id: number) => ({ owner: { user: { id: String(id) } } });

describe('who edits', () => {
  it('needs case.edit in the case’s unit: home, foreign, or none', async () => {
    assert.equal(await edit('frank', await egain.make()), '204');
    assert.equal(await edit('mary', await egain.make({ unitId: 1001 })), '204');
    assert.equal(await edit('frank', await egain.make({ unitId: null })), '204');
  });

  it('may not edit what is only shared with him, nor what he does not see: 403-178 Edit Case', async () => {
    assert.equal(await edit('victor', await egain.make()), notAllowed('Edit Case'));
    assert.equal(await edit('frank', await egain.make({ unitId: 1001 })), notAllowed('Edit Case'));
    assert.equal(await edit('outsider', await egain.make({ unitId: 1001 })), notAllowed('Edit Case'));
  });

  it('needs `pull` on another owner, whatever is changed: 403-178 Pull Activities', async () => {
    assert.equal(await edit('frank', await egain.make({ ownerId: frank })), '204');
    assert.equal(await edit('frank', await egain.make({ ownerId: mary })), '204');
    assert.equal(await edit('mary', await egain.make({ ownerId: frank })), notAllowed('Pull Activities'));
    assert.equal(await edit('peer', await egain.make({ ownerId: frank }), give(2002)), notAllowed('Pull Activities'));
    assert.equal(await edit('boss', await egain.make({ ownerId: frank })), '204');
  });

  it('may relate a case to one that is only shared with him, and not to one that he does not see', async () => {
    const linkTo = ({ number }: Case) => ({
      relatedCases: { link: [{ rel: 'case', href: `/interaction/case/${number}` }] },
    });
    assert.equal(await edit('bill', await egain.make({ unitId: 1001 }), linkTo(await egain.make())), '204');
    const hidden = await egain.make({ unitId: 1003 });
    assert.equal(await edit('bill', await egain.make({ unitId: 1001 }), linkTo(hidden)), notAllowed('Relate Case'));
  });

  it('sees the case: a right to edit alone is not enough', async () => {
    assert.equal(await edit('editor', await egain.make()), notAllowed('Edit Case'));
  });

  it('is asked before the state of the case and its stamp', async () => {
    const closed = await egain.make({ ownerId: frank, close: {} });
    assert.equal(await edit('mary', closed), notAllowed('Pull Activities'));
    const stale = { lastModified: { date: '2001-01-01T00:00:00Z' }, subject: 'x' };
    assert.equal(await edit('victor', await egain.make(), stale), notAllowed('Edit Case'));
  });
});

describe('a new owner', () => {
  it('may be the caller himself, for the taking', async () => {
    const found = await egain.make();
    assert.equal(await edit('peer', found, give(2002)), '204');
    assert.equal((await egain.read(found.number)).ownerId, 2002);
  });

  it('other than the caller needs a `transfer` grant on him, or case.assign: 403-178 Transfer Activities', async () => {
    assert.equal(await edit('frank', await egain.make(), give(mary)), '204');
    assert.equal(await edit('peer', await egain.make(), give(mary)), notAllowed('Transfer Activities'));
    assert.equal(await edit('boss', await egain.make(), give(mary)), '204');
  });

  it('has the case’s unit among his: else 403-178 Transfer Activities, also for case.assign', async () => {
    assert.equal(await edit('frank', await egain.make(), give(victor)), notAllowed('Transfer Activities'));
    assert.equal(await edit('boss', await egain.make(), give(victor)), notAllowed('Transfer Activities'));
    assert.equal(await edit('frank', await egain.make({ unitId: null }), give(victor)), '204');
  });

  it('exists (400-194), is enabled and has a licence (400-152), asked in this order before the grant', async () => {
    for (const user of ['frank', 'peer']) {
      assert.match(await edit(user, await egain.make(), give(999999)), /^400-194 .*'999999'/);
      assert.match(await edit(user, await egain.make(), give(1014)), /^400-152 .*'owner\.user\.id'/);
      assert.match(await edit(user, await egain.make(), give(1015)), /^400-152 .*'owner\.user\.id'/);
    }
  });

  it('is judged after the stamp', async () => {
    const stale = { lastModified: { date: '2001-01-01T00:00:00Z' }, ...give(999999) };
    assert.match(await edit('frank', await egain.make(), stale), /^409-100 /);
  });

  it('who is the present one needs no grant, but is still enabled', async () => {
    const found = await egain.make({ ownerId: mary });
    assert.equal(await edit('frank', found, give(mary)), '204');
    const now = await egain.read(found.number);
    const text = await readFile(demoFile, 'utf8');
    await egain.apply(text.replace('password: mary-pw,', 'password: mary-pw, disabled: true,'));
    assert.match(await edit('frank', now, give(mary)), /^400-152 .*'owner\.user\.id'/);
    assert.equal(await edit('frank', now), '204');
  });
});

describe('another tenant’s case', () => {
  it('is unknown: 400-194', async () => {
    const text = (await readFile(demoFile, 'utf8'))
      .replace('key: riverside', 'key: hillside')
      .replace('hosts: [cases.riverside.test]', 'hosts: [cases.hillside.test]')
      .replace('start: 1000', 'start: 500000')
      .replace(/^credentials:[\s\S]*?\n\n/m, '');
    await egain.apply(text);
    const answer = await egain.call(undefined, 'POST', '/authentication/user/login', {
      body: { userName: 'frank', password: 'frank-pw' },
      headers: { host: 'cases.hillside.test' },
    });
    assert.equal(answer.statusCode, 204, answer.body);
    sessions.set('stranger', String(answer.headers['x-egain-session']));
    const found = await egain.make();
    assert.match(await edit('stranger', found), /^400-194 /);
    const read = await egain.call(sessions.get('stranger'), 'GET', `/interaction/case/${found.number}`);
    assert.equal(read.json().code, '404-100');
  });
});

it('access left no fault of the server', () => assert.deepEqual(egain.faults, []));
