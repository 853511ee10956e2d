/** `/healthz`, `/readyz` and `/metrics` (DESIGN §6): for the operator's own machines, without sign-in. */
import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Handler } from './listener.ts';
import type { Metrics } from './metrics.ts';

export interface Readiness {
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Resolves when the store answers and all migrations are done; rejects, or takes its time, when not. */
  checkStore(): Promise<void>;
}

/** Milliseconds that the store has to answer. */
const patience = 1_000;

const send = (response: ServerResponse, status: number, text: string, type = 'text/plain; charset=utf-8'): void => {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  response.end(text);
};

/** Only GET and HEAD; a HEAD has the same headers and no body (Node drops it). */
const reading =
  (answer: (response: ServerResponse) => void): Handler =>
  (request, response) => {
    if (request.method === 'GET' || request.method === 'HEAD') answer(response);
    else response.writeHead(405, { allow: 'GET, HEAD', 'content-length': 0 }).end();
  };

const storeAnswers = async ({ checkStore, log }: Readiness): Promise<boolean> => {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('The store did not answer in time.')), patience);
  try {
    await Promise.race([checkStore(), late.promise]);
    return true;
  } catch (error) {
    log.warn({ err: error }, 'not ready');
    return false;
  } finally {
    clearTimeout(timer);
  }
};

export const buildOperations = (deps: Readiness): ReadonlyMap<string, Handler> =>
  new Map([
    ['/healthz', reading((response) => send(response, 200, 'ok\n'))],
    [
      '/readyz',
      reading((response) => {
        storeAnswers(deps).then((ready) => send(response, ready ? 200 : 503, ready ? 'ready\n' : 'not ready\n'));
      }),
    ],
    [
      '/metrics',
      reading((response) => {
        deps.metrics.page().then(
          ({ type, text }) => send(response, 200, text, type),
          () => send(response, 500, ''),
        );
      }),
    ],
  ]);
