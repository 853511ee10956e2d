/** What a server's own figures say of its connections, and the wait until they say it. */
import { strict as assert } from 'node:assert';
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { send } from '../../acceptance/support/http.ts';
import type { Server } from '../../acceptance/support/server.ts';

export interface Figures {
  /** Of clients, besides the one that asks. */
  readonly connections: number;
  /** Open files that are neither a client's connection nor one to the database; undefined where the system does not tell. */
  readonly otherFiles: number | undefined;
  readonly pool: { readonly busy: number; readonly waiting: number };
  /** Bytes of the process in memory. */
  readonly memory: number;
}

export const readFigures = async (server: Server): Promise<Figures> => {
  const { text } = await send(`${server.url}/metrics`, { agent: new Agent({ keepAlive: false }) });
  const find = (name: string): number | undefined => {
    const line = text.split('\n').find((one) => one.startsWith(`${name} `));
    return line === undefined ? undefined : Number(line.slice(name.length + 1));
  };
  const pool = (state: string): number => find(`docket_pool_connections{state="${state}"}`) ?? Number.NaN;
  const sockets = find('nodejs_active_resources{type="TCPSocketWrap"}') ?? 0;
  const files = find('process_open_fds');
  const busy = pool('busy');
  return {
    connections: sockets - 1,
    otherFiles: files === undefined ? undefined : files - sockets - busy - pool('idle'),
    pool: { busy, waiting: pool('waiting') },
    memory: find('process_resident_memory_bytes') ?? Number.NaN,
  };
};

/** Resolves with the first figures that are so, or, when they never are, with the last: the caller's assertion shows them. */
const reachFigures = async (server: Server, isSo: (figures: Figures) => boolean): Promise<Figures> => {
  const end = performance.now() + 30_000;
  for (;;) {
    const figures = await readFigures(server);
    if (isSo(figures) || performance.now() > end) return figures;
    await sleep(50);
  }
};

/** No client is connected, and nothing is asked of the database. */
const isQuiet = ({ connections, pool }: Figures): boolean => connections === 0 && pool.busy === 0 && pool.waiting === 0;

/** Fails unless the server comes to rest, with as much open as it had. */
export const checkNothingLeft = async (server: Server, before: Figures): Promise<void> => {
  const { connections, pool, otherFiles } = await reachFigures(
    server,
    (figures) => isQuiet(figures) && figures.otherFiles === before.otherFiles,
  );
  assert.deepEqual(
    { connections, pool, otherFiles },
    { connections: 0, pool: { busy: 0, waiting: 0 }, otherFiles: before.otherFiles },
  );
};
