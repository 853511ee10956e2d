/** Sends every spoilt request of a face, and looks at the answer and at the store. */
import { strict as assert } from 'node:assert';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import type { InjectOptions, Response } from 'light-my-request';
import { type Docket, startDocket } from '../../support/docket.ts';
import { type Spoilt, spoil, validRequest } from './mutations.ts';
import type { Face, Request, Route } from './route.ts';
import { openSnapshots, type Snapshots } from './snapshot.ts';

const patience = 20_000;

export const inject = async (docket: Docket, { method, url, headers, body, chunked }: Request): Promise<Response> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('there is no answer')), patience);
  });
  const payload =
    body === undefined ? {} : { payload: chunked ? Readable.from([body.subarray(0, 9), body.subarray(9)]) : body };
  const options = { method: method as NonNullable<InjectOptions['method']>, url, headers: { ...headers }, ...payload };
  try {
    return await Promise.race([docket.inject(options), late]);
  } finally {
    clearTimeout(timer);
  }
};

const stack = /\n\s+at |node_modules|\.ts:\d|\bpg_|violates|syntax error|SQLSTATE/;

interface Findings {
  readonly list: string[];
  count: number;
}

/** Judges one answer; a finding is a sentence with the request in it. */
const judge = (
  face: Face,
  { what, refused, request }: Spoilt,
  answer: Response,
  faults: readonly unknown[],
): string | undefined => {
  const where = `${request.method} ${request.url.slice(0, 120)}, ${what}: ${answer.statusCode} ${answer.body.slice(0, 160)}`;
  if (answer.statusCode >= 500) return `a fault of the server: ${where}`;
  if (faults.length > 0)
    return `a fault in the log (${String((faults[0] as { err?: { message?: string } }).err?.message ?? faults[0])}): ${where}`;
  if (!face.refuses(answer)) return refused === 'must' ? `not refused: ${where}` : undefined;
  if (stack.test(answer.body)) return `says what is nobody's business: ${where}`;
  try {
    face.checkRefusal(answer, request, refused);
  } catch (error) {
    return `not the documented form (${(error as Error).message.split('\n')[0]}): ${where}`;
  }
  return undefined;
};

const differences = (before: Record<string, string>, now: Record<string, string>): string[] =>
  Object.keys(now).filter((name) => now[name] !== before[name]);

/** So many requests that must be refused go between two looks at the store. */
const stride = 20;

/** Sends all; a refused request must leave the store as it was. What must be refused goes first, so that it meets one state. */
const walkAll = async (docket: Docket, face: Face, all: readonly Spoilt[], snapshots: Snapshots): Promise<Findings> => {
  const findings: Findings = { list: [], count: all.length };
  const sorted = [...all].sort((one, other) => Number(one.refused === 'may') - Number(other.refused === 'may'));
  let before = await snapshots.take();
  for (const [i, spoilt] of sorted.entries()) {
    const answer = await inject(docket, spoilt.request).catch((error: Error) => error);
    const where = `${spoilt.request.method} ${spoilt.request.url.slice(0, 120)}, ${spoilt.what}`;
    if (answer instanceof Error) {
      findings.list.push(`${where}: ${answer.message}`);
      continue;
    }
    const finding = judge(face, spoilt, answer, docket.faults);
    docket.faults.splice(0);
    if (finding !== undefined) findings.list.push(finding);
    if (spoilt.refused === 'must' && i % stride !== 0 && sorted[i + 1]?.refused === 'must') continue;
    const now = await snapshots.take();
    const changed = differences(before, now);
    before = now;
    if (changed.length === 0 || !face.refuses(answer)) continue;
    const span = spoilt.refused === 'must' ? ` (or one of the ${stride} before)` : '';
    findings.list.push(`refused, and yet changed ${changed.join(', ')}: ${where}${span}`);
  }
  return findings;
};

const report = ({ list, count }: Findings): void => {
  assert.equal(list.length, 0, `${list.length} findings in ${count} requests:\n${list.slice(0, 60).join('\n')}`);
};

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Methods that no route has at the path of one. */
const spoilMethods = (face: Face, routes: readonly Route[]): Spoilt[] => {
  const pathOf = (route: Route): string => route.url.split('?')[0] ?? '';
  const served = new Set(routes.map((route) => `${route.method} ${pathOf(route)}`));
  return [...new Set(routes.map(pathOf))].flatMap((url) =>
    [...methods, ...face.otherMethods]
      .filter((method) => !served.has(`${method} ${url}`))
      .map((method): Spoilt => ({ what: 'another method', refused: 'must', request: { method, url, headers: {} } })),
  );
};

export interface Walk {
  readonly face: Face;
  readonly routes: readonly Route[];
  /** Reads anew what valid bodies carry of the store's state (a stamp), before each route. */
  readonly refresh?: () => Promise<void>;
}

/**
 * The tests of one face: every route succeeds as it stands, and refuses what is spoilt. `open` readies a fresh Docket for
 * them; where it fails, that Docket is closed as ever, so that the run ends.
 */
export const walkFace = (name: string, open: (docket: Docket) => Promise<Walk>): void => {
  test(`${name}: bad input is refused in the documented form, and changes nothing`, { timeout: 900_000 }, async (t) => {
    const docket = await startDocket();
    let opened: Snapshots | undefined;
    t.after(async () => {
      await opened?.close();
      await docket.close();
    });
    const { face, routes, refresh } = await open(docket);
    const snapshots = await openSnapshots(docket);
    opened = snapshots;
    for (const route of routes) {
      await t.test(`${route.method} ${route.url.slice(0, 70)} ${route.contentType ?? ''}`, async (t) => {
        const authorize = (request: Request): Request => (route.open ? request : face.authorize(request));
        await route.arrange?.();
        await refresh?.();
        const answer = await inject(docket, authorize(validRequest(route)));
        if (route.awaited && (answer.statusCode === 404 || answer.statusCode === 405)) {
          t.skip('not served yet');
          return;
        }
        assert.equal(answer.statusCode, route.status, answer.body);
        assert.ok(!face.refuses(answer) || route.status >= 400, answer.body);
        await route.arrange?.();
        await refresh?.();
        const all = spoil(face, route).map((one) => ({ ...one, request: authorize(one.request) }));
        if (!route.open) all.push({ what: 'no credential', refused: 'must', request: validRequest(route) });
        const findings = await walkAll(docket, face, all, snapshots);
        t.diagnostic(`${findings.count} requests`);
        report(findings);
      });
    }
    await t.test('other methods', async () => {
      const all = spoilMethods(face, routes).map((one) => ({ ...one, request: face.authorize(one.request) }));
      report(await walkAll(docket, face, all, snapshots));
    });
  });
};
