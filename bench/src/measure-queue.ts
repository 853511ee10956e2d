/** One queue with callers and enqueuers at once: how many join and how many are called a second (DESIGN §9). */
import { askChild } from './ask-child.ts';
import type { Call, Site } from './calls/call.ts';
import { queueCalls } from './calls/queue-calls.ts';
import type { Order } from './load/generate.ts';
import type { Measured } from './load/measured.ts';
import type { Bench } from './measure-call.ts';

export interface QueueResult {
  /** So many enqueue, and as many call. */
  readonly callers: number;
  /** While nobody calls: this also makes those who wait in the second part. */
  readonly alone: Measured;
  readonly enqueue: Measured;
  readonly callNext: Measured;
  readonly residentMb: number;
}

const counts = [1, 8, 64] as const;

/** In service they keep their numbers, so the range of the demonstration would be used up in a second. */
const widen = ({ recorder }: Bench): Promise<unknown> =>
  recorder.ask({
    text: 'update queues set number_to = 2000000000 where tenant_id = $1 and queue_id = $2 returning queue_id',
    values: [recorder.tenantId, queueCalls.service],
  });

export const measureQueue = async (bench: Bench, site: Site): Promise<QueueResult[]> => {
  const { options, server, signal } = bench;
  const { seconds } = options;
  const run = ({ name }: Call, connections: number, warmUp: number): Promise<Measured> => {
    const order: Order = { call: name, site, connections, warmUp, seconds };
    return askChild('./load/generate.ts', order, signal);
  };
  await widen(bench);
  const results: QueueResult[] = [];
  for (const callers of counts) {
    const alone = await run(queueCalls.enqueue, callers, 1);
    const [enqueue, callNext] = await Promise.all([
      run(queueCalls.enqueue, callers, 0.5),
      run(queueCalls.callNext, callers, 0.5),
    ]);
    results.push({ callers, alone, enqueue, callNext, residentMb: server.residentMb() });
  }
  return results;
};
