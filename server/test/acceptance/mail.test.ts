/** A server that sends mail, as somebody runs it: what was acknowledged goes out, whatever happens between (DESIGN §3.4). */
import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type MailHost, startMailHost } from '../messages/support.ts';
import { send } from './support/http.ts';
import { clearDirectory, openServer, runDocket, type Server, startServer } from './support/server.ts';
import { editDemo, writeTenantFile } from './support/tenant-file.ts';

let mail: MailHost;
let server: Server;
let file: string;

before(async () => {
  mail = await startMailHost({ user: 'u', pass: 'from-the-environment' });
  process.env['TEST_MAIL_PASSWORD'] = 'from-the-environment';
  const smtp = `smtp: { host: 127.0.0.1, port: ${mail.port}, security: none, user: u, password: { env: TEST_MAIL_PASSWORD } }`;
  file = await writeTenantFile(await editDemo([['\nunits:', `\n${smtp}\nunits:`]]));
  server = await openServer(['--apply', file]);
});

after(async () => {
  await mail.close();
  if (server === undefined) return;
  await server.end('SIGTERM');
  await clearDirectory(server.dataDir, [server]);
});

/** Closes a new case, and answers its number. */
const closeFor = async (email: string): Promise<string> => {
  const params = {
    caseTypeId: 'testcasecreation',
    user: { siteUserId: 'testcasecreationowner' },
    form: { startForm: 'TESTSEARCHCASECREATION' },
    contact: { email },
    close: {},
  };
  const body = JSON.stringify({ id: 1, method: 'goss.CaseManagement.v1.api.createCase', params });
  const headers = { authorization: 'Bearer 11111111-2222-4333-8444-555555555555' };
  const answer = await send(`${server.url}/goss/apiserver/serverlibrary`, { method: 'POST', headers, body });
  return answer.json<{ result: { case: { id: string } } }>().result.case.id;
};

const messagesOf = async (number: string): Promise<string[]> => {
  const headers = { authorization: 'Bearer docket-api-token' };
  const answer = await send(`${server.url}/api/v1/cases/${number}/history`, { headers });
  const { items } = answer.json<{ items: { kind: string }[] }>();
  return items.map(({ kind }) => kind).filter((kind) => kind.startsWith('message.'));
};

const until = async (isSo: () => Promise<boolean> | boolean): Promise<void> => {
  for (let tries = 0; tries < 300 && !(await isSo()); tries += 1) await sleep(100);
};

const recipients = (): string[] => mail.received.map(({ to }) => to[0] ?? '');

test('a closing message goes out by itself, and the history tells', async () => {
  const number = await closeFor('first@example.test');
  await until(async () => (await messagesOf(number)).length > 1);
  assert.deepEqual(await messagesOf(number), ['message.queued', 'message.sent']);
  assert.deepEqual(recipients(), ['first@example.test']);
});

test('what was acknowledged while the mail server was down survives a kill, and `run-due` sends it, once', async () => {
  mail.down();
  const number = await closeFor('second@example.test');
  // Its first try has failed by then; one that a kill cuts short is taken up only minutes later (docs/operations.md).
  await sleep(2000);
  server.process.kill('SIGKILL');
  await server.ended;
  server = await startServer(server.dataDir, []);
  assert.deepEqual(await messagesOf(number), ['message.queued']);
  mail.up();
  // Beside the running server: whichever of the two takes it.
  const later = new Date(Date.now() + 3_600_000).toISOString();
  const { code, stderr, stdout } = await runDocket(['run-due', '--at', later], server.dataDir);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^deliveries tried: \d+$/m);
  await until(async () => (await messagesOf(number)).length > 1);
  assert.deepEqual(await messagesOf(number), ['message.queued', 'message.sent']);
  assert.deepEqual(recipients(), ['first@example.test', 'second@example.test']);
});
