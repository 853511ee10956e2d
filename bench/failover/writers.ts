/** Programs that make cases through every face without end, and keep what they were told. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { authority, type Call, type Request, type Site, withToken } from '../src/calls/call.ts';
import { gossCalls } from '../src/calls/goss.ts';
import { qflowCalls } from '../src/calls/qflow.ts';
import { trackerCalls } from '../src/calls/tracker.ts';
import { worldcheckCalls } from '../src/calls/worldcheck.ts';
import type { Write } from './judge.ts';

/** What a good answer says of its case. */
interface Named {
  readonly number?: number;
  readonly reference?: string;
}

interface Maker {
  readonly face: string;
  /** Whether the same request may be sent again until it is answered: it has an `Idempotency-Key`. */
  readonly isRepeatable: boolean;
  request(site: Site, mark: string): Request;
  /** Undefined where it is no good answer. */
  read(status: number, body: string): Named | undefined;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The call of these that makes a case. */
const ofCreate = (calls: readonly Call[], read: (body: Record<string, unknown>) => Named): Maker => {
  const call = calls.find(({ kind }) => kind === 'create');
  if (call === undefined) throw new Error('None of the calls makes a case.');
  return {
    face: call.face,
    isRepeatable: false,
    request: (site, mark) => call.request(site, mark, ''),
    read: (status, body) =>
      status === call.expect && (call.proof === undefined || body.includes(call.proof))
        ? read(JSON.parse(body))
        : undefined,
  };
};

const native: Maker = {
  face: 'api',
  isRepeatable: true,
  request: (_, mark) =>
    withToken('api', 'all', 'POST', '/api/v1/cases', { subject: mark }, { 'idempotency-key': mark }),
  read: (status, body) => {
    if (status !== 201) return undefined;
    const { number, reference } = JSON.parse(body);
    return { number, reference };
  },
};

export const makers: readonly Maker[] = [
  native,
  ofCreate(trackerCalls, ({ id, caseNumber }) => ({ number: Number(id), reference: text(caseNumber) })),
  ofCreate(worldcheckCalls, ({ caseId }) => ({ reference: text(caseId) })),
  ofCreate(gossCalls, ({ result }) => ({
    reference: text((result as { caseBusinessKey?: unknown } | undefined)?.caseBusinessKey),
  })),
  ofCreate(qflowCalls, ({ CaseId }) => ({ number: Number(CaseId) })),
];

export interface Writing {
  readonly writes: readonly Write[];
  /** Answers that were no good ones, by what they were: a status, or that none came. */
  readonly refusals: ReadonlyMap<string, number>;
  /** An answer of each kind, for people. */
  readonly examples: ReadonlyMap<string, string>;
  /** Resolves when what is under way has ended, with good answers where it may be sent again. */
  stop(): Promise<void>;
}

/** Ms between two writes of one program: this is no measurement of speed. */
const pace = 10;
/** Ms that a program waits for an answer. */
const patience = 90_000;

interface Answer {
  readonly status: string;
  readonly retryAfterMs: number;
  readonly named: Named | undefined;
  readonly body: string;
}

const send = async (maker: Maker, site: Site, mark: string): Promise<Answer> => {
  const { method, path, headers, body } = maker.request(site, mark);
  try {
    const answer = await fetch(`http://${authority(site)}${path}`, {
      method,
      headers,
      body,
      signal: AbortSignal.timeout(patience),
    });
    const told = await answer.text();
    const retryAfterMs = Number(answer.headers.get('retry-after') ?? 0) * 1000;
    return { status: `${answer.status}`, retryAfterMs, named: maker.read(answer.status, told), body: told };
  } catch (error) {
    return { status: 'no answer', retryAfterMs: 1000, named: undefined, body: String(error) };
  }
};

/** Starts `connections` programs a face, each at one of the sites in turn. */
export const startWriting = (sites: readonly Site[], connections: number): Writing => {
  const writes: Write[] = [];
  const refusals = new Map<string, number>();
  const examples = new Map<string, string>();
  let isStopping = false;

  const refuse = (face: string, { status, body }: Answer): void => {
    const kind = `${face} ${status}`;
    refusals.set(kind, (refusals.get(kind) ?? 0) + 1);
    if (!examples.has(kind)) examples.set(kind, body.slice(0, 300));
  };

  const writeOne = async (maker: Maker, site: Site): Promise<void> => {
    const mark = randomUUID();
    for (let tries = 1; ; tries += 1) {
      const answer = await send(maker, site, mark);
      const { named } = answer;
      if (named === undefined) refuse(maker.face, answer);
      if (named === undefined && maker.isRepeatable && tries < 300) {
        await sleep(Math.max(200, answer.retryAfterMs));
        continue;
      }
      writes.push({
        face: maker.face,
        mark,
        acknowledgedAt: named === undefined ? undefined : performance.now(),
        number: named?.number,
        reference: named?.reference,
        tries,
      });
      // One that may not repeat itself goes on with another case, a little later.
      if (named === undefined) await sleep(Math.max(100, answer.retryAfterMs / 4));
      return;
    }
  };
  const work = async (maker: Maker, site: Site): Promise<void> => {
    while (!isStopping) {
      await writeOne(maker, site);
      await sleep(pace);
    }
  };
  const loops = makers.flatMap((maker, index) =>
    Array.from({ length: connections }, (_, turn) => work(maker, sites[(index + turn) % sites.length] as Site)),
  );
  return {
    writes,
    refusals,
    examples,
    stop: async () => {
      isStopping = true;
      await Promise.all(loops);
    },
  };
};
