/** A queue, live: its state as server-sent events, whole after each change (contract api has no row for it: ours). */
import { Readable } from 'node:stream';
import { hasLicence } from '../../domain/access/access.ts';
import type { Actor } from '../../domain/actor.ts';
import { type QueueNow, selectQueuesNow } from '../../domain/queues/queue-figures-store.ts';
import { queueTopic } from '../../domain/queues/queues-store.ts';
import type { Queue } from '../../domain/tenants/tenant.ts';
import type { FaceDeps } from '../../http/face.ts';
import { type Caller, handling } from '../operation.ts';
import { showQueueNow } from '../wire/show-queue.ts';
import { queueParam, readQueue } from './queue-key.ts';

/** Milliseconds: a sign of life for what lies between; and the end, after which the caller signs in anew. */
const heartbeat = 20_000;
const lifetime = 30 * 60_000;

/** A stream of texts of which only the last one counts: a reader who is slow misses some. */
const latestOnly = () => {
  let waiting: string | undefined;
  let isWanted = false;
  const stream = new Readable({
    read: () => {
      isWanted = true;
      flush();
    },
  });
  const flush = (): void => {
    if (!isWanted || waiting === undefined || stream.destroyed) return;
    const text = waiting;
    waiting = undefined;
    isWanted = stream.push(text);
  };
  const put = (text: string): void => {
    waiting = text;
    flush();
  };
  return { stream, put, isIdle: () => waiting === undefined };
};

/** The caller as he is now; undefined: he may not read any more. */
const callerNow = ({ directory }: FaceDeps, { tenant, user, face }: Caller): Actor | undefined => {
  const current = directory.tenant(tenant.id);
  const known = current?.users.byId.get(user.id);
  if (current === undefined || known === undefined || known.disabled || known.removed) return undefined;
  return hasLicence(known) ? { tenant: current, user: known, face } : undefined;
};

/** Opens the stream; it ends with the reader, with the server, with the caller's right to read, and after a while. */
const openStream = (deps: FaceDeps, caller: Caller, { id, key }: Queue): Readable => {
  const { stream, put, isIdle } = latestOnly();
  let last = '';
  const end = (): void => {
    if (!stream.destroyed) stream.push(null);
    release();
  };
  const show = (found: readonly QueueNow[]): void => {
    const actor = callerNow(deps, caller);
    const queue = actor?.tenant.queues.byKey.get(key);
    const [now] = found;
    if (actor === undefined || queue?.id !== id || now === undefined) {
      end();
      return;
    }
    const shown = showQueueNow(actor, queue, now, deps.now());
    // Time alone is no change.
    const text = JSON.stringify({ ...shown, longestWaitSeconds: null });
    if (text === last) return;
    last = text;
    put(`event: queue\ndata: ${JSON.stringify(shown)}\n\n`);
  };
  const tenantId = caller.tenant.id;
  const unwatch = deps.core.watch(caller, queueTopic(id), (db) => selectQueuesNow(db, tenantId, [id]), show);
  const beats = setInterval(() => isIdle() && put(': \n\n'), heartbeat).unref();
  const timeout = setTimeout(end, lifetime).unref();
  const release = (): void => {
    unwatch();
    clearInterval(beats);
    clearTimeout(timeout);
    deps.stopping.removeEventListener('abort', end);
  };
  deps.stopping.addEventListener('abort', end);
  stream.on('close', release);
  if (deps.stopping.aborted) end();
  return stream;
};

export const streamQueueRoute = handling({
  id: 'streamQueue',
  method: 'GET',
  path: '/queues/{key}/stream',
  tag: 'Queues',
  summary: 'Watch a queue',
  description:
    'Server-sent events `queue`, each the whole queue as `GET /queues/{key}` answers it: one at once, then one after each ' +
    'change. The stream ends after 30 minutes, when the server stops or the caller may read no more; then ask again.',
  access: 'licensed',
  params: { key: queueParam },
  answers: { 200: { description: 'The events.', type: 'text/event-stream' } },
  problems: ['queue/not-found'],
  handle: async ({ actor, deps, params, request, reply }) => {
    if (actor === null) return undefined;
    const queue = readQueue(actor.tenant, params['key']);
    reply.headers({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    await reply.send(request.method === 'HEAD' ? undefined : openStream(deps, actor, queue));
    return undefined;
  },
});
