/** The document says what the server does: routes, schemas, codes (contract api, OpenAPI 3.1). */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { errorsPage } from '../../src/api/docs/errors-page.ts';
import { errorCodes, memberCodes } from '../../src/api/error-codes.ts';
import { statusOf } from '../../src/api/errors.ts';
import { operations } from '../../src/api/operations.ts';
import { type ErrorKind, errorKinds } from '../../src/domain/errors.ts';
import { type Docket, startDocket } from '../support/docket.ts';
import { clientOf, mary } from './support/client.ts';

let docket: Docket;

before(async () => {
  docket = await startDocket();
});
after(() => docket.close());

interface Parameter {
  readonly name: string;
  readonly in: string;
}

interface Described {
  readonly operationId: string;
  readonly security: readonly unknown[];
  readonly parameters: readonly Parameter[];
  readonly responses: Readonly<Record<string, unknown>>;
}

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

const get = (url: string) => docket.inject({ method: 'GET', url });

const document = async (): Promise<Document> => (await get('/api/v1/openapi.json')).json();

const samples: Readonly<Record<string, string>> = { number: '1', other: '2', reference: 'x', uid: 'x', id: 'x' };

test('every operation of the document is routed, and every route is in the document', async () => {
  const { openapi, paths } = await document();
  assert.equal(openapi, '3.1.0');
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  assert.deepEqual(described.sort(), operations.map(({ method, path }) => `${method} /api/v1${path}`).sort());
  for (const [path, methods] of Object.entries(paths)) {
    const url = path.replace(/\{(\w+)\}/g, (_, name) => samples[name] ?? 'x');
    const allowed = (await docket.inject({ method: 'OPTIONS', url })).headers['allow'];
    const routed = String(allowed)
      .split(', ')
      .filter((method) => method !== 'HEAD' || !('get' in methods));
    assert.deepEqual(
      routed.sort(),
      Object.keys(methods)
        .map((method) => method.toUpperCase())
        .sort(),
      path,
    );
  }
});

test('what is not open to all refuses who did not sign in', async () => {
  for (const [path, methods] of Object.entries((await document()).paths)) {
    for (const [method, { security }] of Object.entries(methods)) {
      const url = path.replace(/\{(\w+)\}/g, (_, name) => samples[name] ?? 'x');
      const { statusCode } = await docket.inject({ method: method.toUpperCase() as 'GET', url });
      assert.equal(statusCode === 401, security.length > 0, `${method} ${path} ${statusCode}`);
    }
  }
});

test('its schemas are JSON Schema, every reference is there, every path parameter is described', async () => {
  const found = await document();
  const ajv = new Ajv2020({ strict: false, formats: { 'date-time': true } });
  ajv.addSchema({ $id: 'doc', ...found });
  for (const name of Object.keys(found.components.schemas)) {
    assert.ok(ajv.compile({ $ref: `doc#/components/schemas/${name}` }), name);
  }
  for (const reference of JSON.stringify(found).match(/#\/components\/schemas\/\w+/g) ?? []) {
    assert.ok(found.components.schemas[reference.split('/').at(-1) ?? ''], reference);
  }
  const ids = new Set<string>();
  for (const [path, methods] of Object.entries(found.paths)) {
    const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    for (const { operationId, parameters } of Object.values(methods)) {
      const named = parameters.filter((one) => one.in === 'path').map(({ name }) => name);
      assert.deepEqual(named.sort(), wanted.sort(), path);
      assert.equal(ids.has(operationId), false);
      ids.add(operationId);
    }
  }
});

test('every query parameter that is described is taken, and no other', async () => {
  const call = mary(docket);
  for (const [path, methods] of Object.entries((await document()).paths)) {
    const described = methods['get'];
    if (described === undefined || path.includes('{')) continue;
    const unknown = await call('GET', `${path.replace('/api/v1', '')}?nonsense=1`);
    assert.equal(unknown.statusCode, 400, path);
    for (const { name, in: place } of described.parameters) {
      if (place !== 'query' || name.startsWith('attribute.')) continue;
      const response = await call('GET', `${path.replace('/api/v1', '')}?${name}=%01`);
      const errors = response.statusCode === 400 ? (response.json().errors ?? []) : [];
      const isUnknown = errors.some(({ code }: { code: string }) => code === 'request/unknown-parameter');
      assert.equal(isUnknown, false, `${path} ${name}`);
    }
  }
});

test('every configuration list is there, and pages', async () => {
  const call = mary(docket);
  const expected: Record<string, number> = {
    units: 8,
    users: 15,
    groups: 10,
    'case-types': 5,
    attributes: 5,
    forms: 4,
    queues: 2,
    classifications: 2,
  };
  for (const [name, count] of Object.entries(expected)) {
    const { items, next } = (await call('GET', `/${name}`)).json();
    assert.deepEqual([items.length, next], [count, null], name);
    const first = (await call('GET', `/${name}?limit=1`)).json();
    const rest = (await call('GET', `/${name}?cursor=${first.next}`)).json();
    assert.deepEqual([...first.items, ...rest.items], items, name);
    assert.equal((await call('GET', `/${name}?cursor=x`)).statusCode, 400);
  }
});

test('the reference pages load nothing from elsewhere, and every link in them leads somewhere', async () => {
  const page = await get('/docs');
  assert.equal(page.statusCode, 200);
  assert.match(String(page.headers['content-type']), /^text\/html/);
  assert.match(String(page.headers['content-security-policy']), /default-src 'none'/);
  assert.doesNotMatch(page.body, /<script|src=|https?:\/\//);
  const ids = new Set([...page.body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  for (const [, target] of page.body.matchAll(/href="#([^"]+)"/g)) assert.ok(ids.has(target), target);
  for (const code of Object.keys(errorCodes)) assert.ok(ids.has(code), code);
  const etag = String(page.headers['etag']);
  const again = await docket.inject({ method: 'GET', url: '/docs', headers: { 'if-none-match': etag } });
  assert.equal(again.statusCode, 304);
});

test('an unknown address is 404, another method 405 with Allow, a broken address 400; each a problem', async () => {
  const call = clientOf(docket, {});
  for (const [method, url, status, code] of [
    ['GET', '/api/v1/nope', 404, 'address/unknown'],
    ['GET', '/nope', 404, 'address/unknown'],
    ['GET', '/api/v1/cases/1/', 404, 'address/unknown'],
    ['PUT', '/api/v1/cases', 405, 'address/method'],
    ['GET', '/api/v1/references/x', 405, 'address/method'],
    ['GET', '/api/v1/cases/%zz', 400, 'request/malformed-url'],
  ] as const) {
    const response = await docket.inject({ method, url });
    assert.deepEqual([response.statusCode, response.json().code], [status, code], url);
    assert.equal(response.headers['content-type'], 'application/problem+json');
    assert.equal(response.headers['x-request-id'], response.json().requestId);
    if (status === 405) assert.ok(response.headers['allow']);
  }
  assert.ok(call);
});

const codesIn = (source: string): Set<string> => {
  const codes = new Set<string>();
  const thrown =
    /(?:new DomainError\(\s*'([\w-]+)',\s*|invalid\(\s*[^,]+,\s*|code: |refuse\(\s*[^,]+,\s*)'([\w-]+\/[\w-]+)'/g;
  for (const [, , code] of source.matchAll(thrown)) if (code) codes.add(code);
  for (const [, what] of source.matchAll(/notFound\('([\w-]+)'/g)) codes.add(`${what}/unknown`);
  return codes;
};

/** Codes of operations that this API does not offer (yet), or makes another code of. */
const elsewhere = new Set([
  'customer/alike',
  'activity/open',
  'activity/same-case',
  'activity/unknown',
  'customer/unchanged',
  'note/unknown',
  'case/unseen',
  'related/unseen',
  'related/unknown',
  'disposition/date',
  'disposition/days',
  'disposition/span',
  'disposition/two-defaults',
  'offense-type/unknown',
  'session/gone',
  'task/too-many-links',
  'user/password',
]);

test('every code that the server can throw is listed, with the status that it has', async () => {
  const root = new URL('../../src/', import.meta.url);
  const missing: string[] = [];
  for (const folder of ['domain', 'api', 'http', 'storage']) {
    for await (const path of glob(`${folder}/**/*.ts`, { cwd: root.pathname })) {
      for (const code of codesIn(readFileSync(new URL(path, root), 'utf8'))) {
        if (!(code in errorCodes) && !(code in memberCodes) && !elsewhere.has(code)) missing.push(`${path}: ${code}`);
      }
    }
  }
  assert.deepEqual(missing, []);
  for (const kind of errorKinds) assert.ok(statusOf({ kind: kind as ErrorKind, code: 'x/y' }) >= 400);
});

test('docs/errors.md is the list', () => {
  const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
  assert.equal(page, errorsPage(), 'Run: node server/test/api/support/write-errors-page.ts');
});
