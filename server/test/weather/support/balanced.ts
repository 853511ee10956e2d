/** Round-robin clients of several servers, as behind a plain load balancer: where a connection fails, they try the next one. */
import { strict as assert } from 'node:assert';
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { api, type Client, egain } from '../../acceptance/support/clients.ts';
import { type Connect, makers } from '../../acceptance/support/streams.ts';

/** A request without an answer. */
export interface Lost {
  readonly program: string;
  readonly server: string;
  readonly code: string;
}

/** Nobody listened, so that nothing was sent. */
export const wasRefused = ({ code }: Pick<Lost, 'code'>): boolean => code === 'ECONNREFUSED';

export interface Acknowledged {
  readonly program: string;
  readonly server: string;
  readonly reference: string;
  /** Undefined: a try that was lost had done it. */
  readonly answer: unknown;
}

/** What a program does by one request. Undefined: refused, as it is done already. */
interface Doer {
  do(reference: string): Promise<unknown>;
  /** Fails unless what was acknowledged is there. */
  check(reference: string, answer: unknown): Promise<void>;
}

/** Sends each with a key, and without a reference that would be refused the second time. */
const connectNative: Connect = async (server, agent) => {
  const call = api(server, undefined, agent);
  return {
    create: async (reference) => {
      const headers = { 'idempotency-key': reference };
      const answer = await call('POST', '/cases', { body: { subject: reference }, headers });
      assert.equal(answer.status, 201, answer.text);
      return answer.json();
    },
    check: async (_reference, acknowledged) => {
      const { number } = acknowledged as { number: number };
      assert.deepEqual((await call('GET', `/cases/${number}`)).json(), acknowledged);
    },
    find: () => Promise.reject(new Error('A request with a key is only sent again.')),
  };
};

interface Shown {
  readonly case: [{ readonly subject: string; readonly lastModified: { readonly date: string } }];
}

/** Edits one case of its own by the state that it read; one that was lost it finds done or not done. */
const connectEgain = async (call: Client, number: number): Promise<Doer> => {
  const read = async () => (await call('GET', `/interaction/case/${number}?$attribute=all`)).json<Shown>().case[0];
  return {
    do: async (subject) => {
      const { subject: now, lastModified } = await read();
      if (now === subject) return undefined;
      const body = { id: String(number), lastModified: { date: lastModified.date }, subject };
      const answer = await call('PUT', '/interaction/case', { body });
      assert.equal(answer.status, 204, answer.text);
      return number;
    },
    // Later ones have taken its place; history is looked at as a whole.
    check: async () => assert.ok((await read()).subject.startsWith('egain')),
  };
};

const connect = async (name: string, server: string, agent: Agent, number: number): Promise<Doer> => {
  if (name === 'egain') return connectEgain(await egain(server, 'frank', agent), number);
  const maker = makers.find((one) => one.name === name);
  const open = name === 'api' ? connectNative : maker?.connect;
  if (open === undefined) throw new Error(`There is no program '${name}'.`);
  const { create, check, find } = await open(server, agent);
  return {
    do: create,
    check: async (reference, answer) => {
      if (answer === undefined) assert.ok(await find(reference), `${reference} is not there`);
      else await check(reference, answer);
    },
  };
};

/** APIs without a reference or key of the caller's: what was lost may be done or not, and is not sent again. */
const withoutReference: ReadonlySet<string> = new Set(['qflow', 'goss']);

/** Sixteen, each with a connection to each server. */
const programs = [...Array(4).fill('api'), ...Array(3).fill('worldcheck'), ...Array(3).fill('tracker')].concat(
  ...['qflow', 'goss', 'egain'].map((name) => Array<string>(2).fill(name)),
) as string[];

/** Between two requests of a program; also, connections are idle for a moment so, as a server ends. */
const pause = 20;

export interface Balanced {
  readonly acknowledged: readonly Acknowledged[];
  readonly lost: readonly Lost[];
  /** Resolves when so many more have been acknowledged by that server. */
  reach(server: string, more: number): Promise<void>;
  /** Lets the running ones end. */
  stop(): Promise<void>;
  /** Fails unless all that was acknowledged is there, as that server sees it. */
  checkAll(server: string): Promise<void>;
}

export const openBalanced = async (servers: readonly string[]): Promise<Balanced> => {
  const acknowledged: Acknowledged[] = [];
  const lost: Lost[] = [];
  const agents: Agent[] = [];
  let isStopped = false;
  const newAgent = (): Agent => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    agents.push(agent);
    return agent;
  };
  const makeCase = async (owner: string): Promise<number> => {
    const made = await api(servers[0] ?? '')('POST', '/cases', { body: { subject: 'egain', owner } });
    return made.json<{ number: number }>().number;
  };

  const work = async (program: string, index: number): Promise<() => Promise<void>> => {
    const number = program === 'egain' ? await makeCase('frank') : 0;
    const doers = await Promise.all(
      servers.map(async (server) => ({ server, doer: await connect(program, server, newAgent(), number) })),
    );
    let turn = index;
    /** Until it is done, or nobody can say whether it is. */
    const finish = async (reference: string): Promise<void> => {
      for (let wasLost = false; ; turn += 1) {
        const at = doers[turn % doers.length];
        if (at === undefined) return;
        const { server, doer } = at;
        try {
          const answer = await doer.do(reference);
          assert.ok(answer !== undefined || wasLost, `${reference} was refused`);
          acknowledged.push({ program, server, reference, answer });
          turn += 1;
          return;
        } catch (error) {
          const { code } = error as { code?: string };
          if (code === undefined || !/^E(CONN|PIPE)/.test(code)) throw error;
          lost.push({ program, server, code });
          if (!wasRefused({ code })) {
            if (withoutReference.has(program)) return;
            wasLost = true;
          }
          await sleep(5);
        }
      }
    };
    return async () => {
      for (let i = 0; !isStopped; i += 1) {
        await finish(`${program}-${index}-${i}`);
        await sleep(pause);
      }
    };
  };
  const loops = await Promise.all(programs.map(work));
  const over = Promise.all(loops.map((loop) => loop()));
  const failed = over.then(() => new Promise<never>(() => {})); // only ever rejects
  failed.catch(() => {});
  return {
    acknowledged,
    lost,
    reach: async (server, more) => {
      const count = () => acknowledged.filter((one) => one.server === server).length;
      const wanted = count() + more;
      while (count() < wanted) await Promise.race([sleep(10), failed]);
    },
    stop: async () => {
      isStopped = true;
      await over;
      for (const agent of agents) agent.destroy();
    },
    checkAll: async (server) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 8 });
      const checkOf = async (name: string): Promise<void> => {
        const first = name === 'egain' ? acknowledged.find((one) => one.program === name && one.answer) : undefined;
        const { check } = await connect(name, server, agent, Number(first?.answer ?? 0));
        for (const { program, reference, answer } of acknowledged) {
          if (program === name) await check(reference, answer);
        }
      };
      await Promise.all([...new Set(programs)].map(checkOf));
      agent.destroy();
    },
  };
};
