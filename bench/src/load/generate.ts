/**
 * The load generator, a process of its own: as many keep-alive connections as asked, each with one request at a time.
 * Told what to do over IPC, it answers with a `Measured`, or with the sentence that says what went wrong.
 */
import { connect } from 'node:net';
import type { Call, Site } from '../calls/call.ts';
import { calls } from '../calls/calls.ts';
import { queueCalls } from '../calls/qflow.ts';
import { createAnswerReader } from './answers.ts';
import { createHistogram } from './histogram.ts';
import type { Measured } from './measured.ts';
import { type Prepared, prepareRequests } from './request-bytes.ts';

export interface Order {
  readonly call: string;
  readonly site: Site;
  readonly connections: number;
  /** Seconds that are not measured, then seconds that are. */
  readonly warmUp: number;
  readonly seconds: number;
}

const run = ({ site, connections, warmUp, seconds }: Order, call: Call): Promise<Measured> =>
  new Promise((resolve, reject) => {
    const histogram = createHistogram();
    const requestsOf = prepareRequests(call, site, connections);
    const from = performance.now() + warmUp * 1000;
    const until = from + seconds * 1000;
    let open = connections;
    let last = until;
    const finish = (): void => {
      open -= 1;
      if (open > 0) return;
      const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => histogram.quantile(share));
      resolve({
        // What began in time and ended late took longer than the time that was given.
        perSecond: (histogram.count() * 1000) / (last - from),
        p50: p50 ?? 0,
        p95: p95 ?? 0,
        p99: p99 ?? 0,
        max: histogram.max(),
      });
    };
    const start = (lane: number): void => {
      const next = requestsOf(lane);
      const socket = connect({ host: site.host, port: site.port, noDelay: true });
      let sent = 0;
      let counted = 0;
      let second: Prepared['second'];
      const send = (): void => {
        const prepared = next();
        second = prepared.second;
        sent = performance.now();
        socket.write(prepared.first);
      };
      const fail = (status: number, body: Buffer): void => {
        socket.destroy();
        reject(new Error(`${call.name} was answered ${status}: ${body.toString('utf8').slice(0, 500)}`));
      };
      const isHead = call.before === undefined && call.request(site, '1', '').method === 'HEAD';
      const read = createAnswerReader(isHead, ({ status, body }) => {
        if (second !== undefined) {
          if (status !== 200) return fail(status, body);
          socket.write(second(body.toString('utf8')));
          second = undefined;
          return;
        }
        const now = performance.now();
        const isCounted = status !== call.passes;
        const isWrong = isCounted && status !== call.expect;
        if (isWrong || (call.proof !== undefined && !body.includes(call.proof))) return fail(status, body);
        const isMeasured = sent >= from && (sent < until || counted === 0);
        if (isCounted && isMeasured) histogram.add(now - sent);
        if (isMeasured) {
          counted += 1;
          last = Math.max(last, now);
        }
        if (now < until || counted === 0)
          send(); // one that takes longer than all the time is measured once
        else socket.removeAllListeners('end').end(finish);
      });
      socket.on('connect', send);
      socket.on('data', (chunk) => {
        try {
          read(chunk);
        } catch (error) {
          reject(error);
        }
      });
      socket.on('error', reject);
      socket.on('end', () => reject(new Error(`${call.name}: the server closed a connection.`)));
    };
    for (let index = 0; index < connections; index += 1) start(index);
  });

const obey = async (order: Order): Promise<void> => {
  const call = [...calls, queueCalls.enqueue, queueCalls.callNext].find(({ name }) => name === order.call);
  try {
    if (call === undefined) throw new Error(`There is no call '${order.call}'.`);
    process.send?.({ measured: await run(order, call) });
  } catch (error) {
    process.send?.({ failed: error instanceof Error ? error.message : String(error) });
  }
  process.exit();
};

process.once('message', (order) => void obey(order as Order));
process.once('disconnect', () => process.exit());
