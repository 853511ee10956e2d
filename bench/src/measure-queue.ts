/** One queue with callers and enqueuers at once: how many join and how many are called a second (DESIGN §9). */
import { askChild } from './ask-child.ts';
import type { Call, Site } from './calls/call.ts';
import { queueCalls } from './calls/qflow.ts';
import type { Order } from './load/generate.ts';
import type { Measured } from './load/measured.ts';
import type { Bench } from './measure-call.ts';
import { quietest } from './quietest.ts';

export interface QueueResult {
  /** So many enqueue, and as many call. */
  readonly callers: number;
  /** While nobody calls: this also makes those who wait in the second part. */
  readonly alone: Measured;
  readonly enqueue: Measured;
  readonly callNext: Measured;
  /** While nobody joins, of those who wait. */
  readonly callAlone: Measured;
  readonly residentMb: number;
  /** While callers were alone: the share of the processors' time that went to other guests; null: the system does not tell. */
  readonly stolen: number | null;
}

const mostCallers = 64;
const counts = [1, 8, mostCallers] as const;

export const measureQueue = async (bench: Bench, site: Site): Promise<QueueResult[]> => {
  const { options, server, signal } = bench;
  const { seconds, tries } = options;
  const run = ({ name }: Call, connections: number, warmUp: number, times = 1): Promise<Measured> => {
    const order: Order = { call: name, site, connections, warmUp, seconds: seconds * times };
    return askChild('./load/generate.ts', order, signal);
  };
  const results: QueueResult[] = [];
  for (const callers of counts) {
    const { found: alone } = await quietest(tries, () => run(queueCalls.enqueue, callers, 1));
    const { found: together } = await quietest(tries, () =>
      Promise.all([run(queueCalls.enqueue, callers, 0.5), run(queueCalls.callNext, callers, 0.5)]),
    );
    const [enqueue, callNext] = together;
    const { found: callAlone, stolen } = await quietest(tries, () => run(queueCalls.callNext, callers, 0.3), {
      // So many join that callers alone do not come to the end of the queue.
      before: () => run(queueCalls.enqueue, mostCallers, 1, 2),
    });
    results.push({ callers, alone, enqueue, callNext, callAlone, residentMb: server.residentMb(), stolen });
  }
  return results;
};
