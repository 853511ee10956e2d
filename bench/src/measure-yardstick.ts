/** What a bare Node server answers to the same requests of the same generator, with the bytes of one case (DESIGN §9, reads). */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { askChild } from './ask-child.ts';
import { readCall } from './calls/api.ts';
import { authority, type Site } from './calls/call.ts';
import type { Order } from './load/generate.ts';
import type { Measured } from './load/measured.ts';
import type { Page } from './load/yardstick.ts';
import type { Bench } from './measure-call.ts';
import { quietest } from './quietest.ts';

export interface YardstickResult {
  readonly connections: number;
  readonly http: Measured;
  readonly stolen: number | null;
}

/** One case, as Docket answers it. */
const readPage = async (site: Site): Promise<Page> => {
  const { path, headers } = readCall.request(site, site.cases[0]?.number ?? '', '');
  const answer = await fetch(`http://${authority(site)}${path}`, { headers });
  return { type: answer.headers.get('content-type') ?? '', body: await answer.text() };
};

const startYardstick = async (page: Page, signal: AbortSignal) => {
  const child = fork(new URL('./load/yardstick.ts', import.meta.url), { signal, execArgv: [] });
  child.on('error', () => {}); // what `signal` ends says so
  const told = once(child, 'message');
  child.send(page);
  const [{ port }] = (await told) as [{ readonly port: number }];
  return { port, stop: () => child.disconnect() };
};

export const measureYardstick = async ({ options, signal }: Bench, site: Site): Promise<YardstickResult[]> => {
  const { port, stop } = await startYardstick(await readPage(site), signal);
  const { seconds, tries } = options;
  try {
    const results: YardstickResult[] = [];
    for (const connections of options.connections) {
      const warmUp = results.length === 0 ? 1.5 : 0.5;
      const order: Order = { call: readCall.name, site: { ...site, port }, connections, warmUp, seconds };
      const { found, stolen } = await quietest(tries, () => askChild('./load/generate.ts', order, signal));
      results.push({ connections, http: found, stolen });
    }
    return results;
  } finally {
    stop();
  }
};
