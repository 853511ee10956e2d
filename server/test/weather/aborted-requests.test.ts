/** A client that goes away: what it asked for is there whole or not at all, and nothing of it is left open (DESIGN S3.5). */
import { strict as assert } from 'node:assert';
import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { basename, join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { api, type Client, qflow } from '../acceptance/support/clients.ts';
import { type Sent, send } from '../acceptance/support/http.ts';
import { openServer, runDocket, type Server } from '../acceptance/support/server.ts';
import { type Maker, makers } from '../acceptance/support/streams.ts';
import { addTo, type Edit, editDemo, writeTenantFile } from '../acceptance/support/tenant-file.ts';
import { type Cut, openCutLine } from './support/cut-line.ts';
import { checkNothingLeft, type Figures, readFigures } from './support/figures.ts';

const timeout = 600_000;

let server: Server & { close(): Promise<void> };
/** Connections of this test's own, which are gone before anything is counted. */
let agent: Agent;
let call: Client;
let atRest: Figures;

interface Listed {
  readonly number: number;
  readonly reference: string;
  readonly subject: string;
}

const listCases = async (): Promise<Listed[]> => {
  const found: Listed[] = [];
  let cursor = '';
  do {
    const page = (await call('GET', `/cases?limit=200&sort=createdAt${cursor}`)).json<{
      items: Listed[];
      next?: string;
    }>();
    found.push(...page.items);
    cursor = page.next ? `&cursor=${encodeURIComponent(page.next)}` : '';
  } while (cursor !== '');
  return found;
};

interface Event {
  readonly facade: string;
  readonly kind: string;
}

/** What tells a case of one API that is whole from one that is not: all that comes with it, and its history. */
const shapeOf = async (number: number): Promise<{ face: string; shape: unknown }> => {
  const found = (await call('GET', `/cases/${number}`)).json();
  const { items } = (await call('GET', `/cases/${number}/history`)).json<{ items: Event[] }>();
  const { Ticket } = (await qflow(server.url, 'overseer-qflow', agent)('GET', `/Cases/${number}`)).json();
  const { version, status, attributes, tags, assignees, closureReason, contact } = found;
  const kinds = items.map(({ kind }) => kind);
  return {
    face: String(items[0]?.facade),
    shape: { kinds, hasTicket: Boolean(Ticket), version, status, attributes, tags, assignees, closureReason, contact },
  };
};

/** By the name of its API: a case that was made as it should be, and answered. */
const shapes = new Map<string, unknown>();
const direct = new Map<string, Maker>();

/** Somebody who sees every case, whichever unit its API puts it into. */
const overseer = (text: string): readonly Edit[] => [
  addTo(
    'users',
    `{ login: ${text}, home: service, foreign: [office-1, screening, front-desk], roles: [org-admin], licences: [case] }`,
  ),
  addTo(
    'credentials',
    ...['api', 'qflow'].map((facade) => `{ facade: ${facade}, user: ${text}, token: ${text}-${facade} }`),
  ),
];

before(async () => {
  server = await openServer(['--apply', await writeTenantFile(await editDemo(overseer('overseer')))]);
  agent = new Agent({ keepAlive: true, maxSockets: 8 });
  call = api(server.url, 'overseer-api', agent);
  for (const { name, connect } of makers) {
    const maker = await connect(server.url, agent);
    direct.set(name, maker);
    assert.ok(await maker.create(`whole-${name}`), name);
  }
  for (const { number } of await listCases()) {
    const { face, shape } = await shapeOf(number);
    shapes.set(face, shape);
  }
  assert.equal(shapes.size, makers.length);
  agent.destroy();
  atRest = await readFigures(server);
});

after(() => server.close());

const checkAtRest = async (): Promise<void> => {
  agent.destroy();
  await checkNothingLeft(server, atRest);
};

/** So many creates of each API at once, each on a line that is cut: the references that they gave, by API. */
const createOn = async (t: TestContext, cut: Cut, each: number): Promise<Map<string, string[]>> => {
  const line = await openCutLine(t, server, cut);
  const own = new Agent({ keepAlive: false });
  const sent = new Map<string, string[]>();
  const create = async (name: string, { connect }: (typeof makers)[number]): Promise<void> => {
    const { create } = await connect(line, own);
    const references = Array.from({ length: each }, (_, i) => `${cut}-${name}-${i}`);
    sent.set(name, references);
    await Promise.all(references.map((reference) => assert.rejects(create(reference), { code: 'ECONNRESET' })));
  };
  await Promise.all(makers.map((maker) => create(maker.name, maker)));
  return sent;
};

const isNamed = (name: string): boolean => ['worldcheck', 'tracker', 'api'].includes(name);

for (const cut of ['half', 'last-byte'] as const) {
  test(`a create whose body is cut (${cut}) was never there, in any API`, { timeout }, async (t) => {
    const there = (await listCases()).length;
    const sent = await createOn(t, cut, 12);
    await checkAtRest();
    assert.equal((await listCases()).length, there);
    for (const [name, references] of sent) {
      const [reference = ''] = references;
      assert.ok(await direct.get(name)?.create(reference), 'its reference is free, and the server works');
    }
    await checkAtRest();
  });
}

test('a create whose client does not wait for the answer is there whole or not at all, and once', {
  timeout,
}, async (t) => {
  const before = new Set((await listCases()).map(({ number }) => number));
  const sent = await createOn(t, 'whole', 24);
  await checkAtRest();
  const made = (await listCases()).filter(({ number }) => !before.has(number));
  const counts = new Map<string, number>();
  for (const { number } of made) {
    const { face, shape } = await shapeOf(number);
    assert.deepEqual(shape, shapes.get(face), `case ${number}`);
    counts.set(face, (counts.get(face) ?? 0) + 1);
  }
  for (const [name, references] of sent) {
    const count = counts.get(name) ?? 0;
    assert.ok(count > 0 && count <= references.length, `${name}: ${count}`);
    // Sent again, what was done is refused as a duplicate and the rest is done.
    if (!isNamed(name)) continue;
    for (const reference of references) {
      const maker = direct.get(name);
      const isThere = await maker?.find(reference);
      assert.equal((await maker?.create(reference)) !== undefined, !isThere, reference);
    }
  }
  t.diagnostic(
    `made, though nobody waited: ${[...counts].map(([name, count]) => `${name} ${count}`).join(', ')}, of 24 each`,
  );
  const all = (await listCases()).map(({ reference }) => reference);
  assert.equal(new Set(all).size, all.length);
  for (const [name, references] of sent) {
    if (isNamed(name))
      assert.deepEqual(
        references.filter((reference) => !all.includes(reference)),
        [],
      );
  }
  await checkAtRest();
});

/** A session of eGain's, and its calls through whatever address. */
const signInToEgain = async (userName: string) => {
  const types = { 'content-type': 'application/json', accept: 'application/json' };
  const path = '/egain/system/ws/v12';
  const body = { userName, password: `${userName}-pw` };
  const login = await send(`${server.url}${path}/authentication/user/login?forceLogin=yes`, {
    method: 'POST',
    headers: types,
    body,
    agent,
  });
  const headers = { ...types, 'x-egain-session': String(login.headers['x-egain-session']) };
  return (base: string, method: string, rest: string, sent: Pick<Sent, 'body' | 'agent'>) =>
    send(`${base}${path}${rest}`, { ...sent, method, headers });
};

interface Shown {
  readonly case: [{ readonly subject: string; readonly lastModified: { readonly date: string } }];
}

interface Edited {
  readonly kind: string;
  readonly changes: readonly { readonly field: string; readonly to: unknown }[];
}

/** A case, and what each of its faces says of it now. */
const openEdited = async () => {
  const made = await call('POST', '/cases', { body: { subject: 'first', owner: 'frank' } });
  const { number } = made.json<{ number: number }>();
  const frank = await signInToEgain('frank');
  const look = async () => {
    const shown = await frank(server.url, 'GET', `/interaction/case/${number}?$attribute=all`, { agent });
    const [{ subject, lastModified }] = shown.json<Shown>().case;
    const { version } = (await call('GET', `/cases/${number}`)).json<{ version: number }>();
    const { items } = (await call('GET', `/cases/${number}/history?limit=200`)).json<{ items: Edited[] }>();
    const later = items.slice(1);
    const subjects = later.flatMap(({ changes }) => changes.filter(({ field }) => field === 'subject'));
    return { subject, date: lastModified.date, version, edits: later.map(({ kind }) => kind), subjects };
  };
  const edit = (base: string, subject: string, date: string, own: Agent) =>
    frank(base, 'PUT', '/interaction/case', {
      body: { id: String(number), lastModified: { date }, subject },
      agent: own,
    });
  return { look, edit };
};

test('an edit whose client does not wait is made whole and once, or not at all', { timeout }, async (t) => {
  const { look, edit } = await openEdited();
  const own = new Agent({ keepAlive: false });
  let made = 0;
  for (const [round, cut] of (['half', 'last-byte', 'whole', 'whole', 'whole', 'whole'] as const).entries()) {
    const line = await openCutLine(t, server, cut);
    const { date, version, subject } = await look();
    const subjects = Array.from({ length: 8 }, (_, i) => `${round}-${i}`);
    // All with one precondition: one of them may be made.
    const sent = subjects.map((one) => assert.rejects(edit(line, one, date, own), { code: 'ECONNRESET' }));
    await Promise.all(sent);
    await checkAtRest();
    const now = await look();
    const isMade = now.version > version;
    if (cut !== 'whole') assert.ok(!isMade, 'nothing of a body that did not come whole');
    made += isMade ? 1 : 0;
    assert.ok(isMade ? subjects.includes(now.subject) : now.subject === subject, now.subject);
    assert.equal(now.version, 1 + made);
    assert.deepEqual(now.edits, Array(made).fill('edited'));
    assert.equal(now.subjects.length, made);
    if (made > 0) assert.equal(now.subjects.at(-1)?.to, now.subject);
  }
  assert.ok(made > 0, 'some were made');
  const { date } = await look();
  assert.ok((await edit(server.url, 'last', date, agent)).status < 300);
  assert.equal((await look()).subject, 'last');
  await checkAtRest();
});

interface Kept {
  readonly id: string;
  readonly sha256: string;
}

const filesOnDisk = async (): Promise<string[]> => {
  const place = join(server.dataDir, 'files');
  const found = await readdir(place, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
};

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

test('an upload whose client goes away leaves bytes with their row, or neither', { timeout }, async (t) => {
  const own = new Agent({ keepAlive: false });
  const bytes = Array.from({ length: 12 }, () => randomBytes(1024 * 1024));
  const upload = (base: string, body: Buffer, key: string, by: Agent) =>
    api(base, undefined, by)('POST', '/files', {
      body,
      headers: { 'content-type': 'application/octet-stream', 'idempotency-key': key },
    });
  const cutAll = async (cut: Cut): Promise<void> => {
    const line = await openCutLine(t, server, cut);
    const sent = bytes.map((body, i) => assert.rejects(upload(line, body, `${i}`, own), { code: 'ECONNRESET' }));
    await Promise.all(sent);
    await checkAtRest();
  };
  assert.equal((await upload(server.url, Buffer.from('first'), 'first', agent)).status, 201);
  const first = await filesOnDisk();
  assert.equal(first.length, 1);

  await cutAll('half');
  await cutAll('last-byte');
  assert.deepEqual(await filesOnDisk(), first);

  await cutAll('whole');
  const kept = (await filesOnDisk()).filter((path) => !first.includes(path));
  assert.ok(kept.length > 0 && kept.length <= bytes.length, `${kept.length} were kept`);
  t.diagnostic(`kept, though nobody waited: ${kept.length} of ${bytes.length}`);
  const sums = new Set(bytes.map(hashOf));
  for (const path of kept) {
    const content = await readFile(path);
    assert.ok(sums.delete(hashOf(content)), `${path} is one of those sent, and there once`);
    const row = await api(server.url, undefined, agent)('HEAD', `/files/${basename(path)}`);
    assert.equal(row.status, 200, 'its row is there');
    assert.equal(row.headers['content-length'], String(content.length));
  }

  // Sent again under its key, each is one file, whichever try it was that was done.
  for (const [i, body] of bytes.entries()) {
    const again = await upload(server.url, body, `${i}`, agent);
    assert.equal(again.status, 201, again.text);
    assert.equal(again.json<Kept>().sha256, hashOf(body));
  }
  assert.equal((await filesOnDisk()).length, 1 + bytes.length);
  await checkAtRest();
});

test('after all that, every file has its bytes and every history its chain', { timeout }, async () => {
  const path = join(server.dataDir, 'backup.tar');
  const backup = await runDocket(['backup', path], server.dataDir);
  assert.equal(backup.code, 0, backup.stderr);
  assert.match(`${backup.stdout}${backup.stderr}`, new RegExp(` and ${(await filesOnDisk()).length} files`));
  const verified = await runDocket(['verify'], server.dataDir);
  assert.match(verified.stdout, /, 0 broken\./, verified.stderr);
  assert.doesNotMatch(server.said.stderr, /"level":(50|60)/);
});
