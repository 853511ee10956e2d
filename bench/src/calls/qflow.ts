/** The calls of Q-Flow programs. */
import { queueId } from '../load-cases/tenant.ts';
import { type Call, type Login, withToken } from './call.ts';

const send = (login: Login, method: string, path: string, body?: object) =>
  withToken('qflow', login, method, `/qflow/API/${path}`, body);

const enqueue = (more: object) => send('all', 'POST', 'Cases', { ServiceId: queueId, Subject: 'Lost card', ...more });

export const qflowCalls: readonly Call[] = [
  {
    // Enqueues and closes at once: a queue of people who wait would be full after a few seconds of this load.
    name: 'qflow POST /API/Cases',
    face: 'qflow',
    kind: 'create',
    subject: 'none',
    expect: 200,
    request: () => enqueue({ AutoClose: true }),
  },
  {
    name: 'qflow GET /API/Cases/{id}',
    face: 'qflow',
    kind: 'read',
    subject: 'case',
    expect: 200,
    request: (_, number) => send('all', 'GET', `Cases/${number}`),
  },
];

/** The two ends of one queue, which is measured as a whole (`measure-queue.ts`). */
export const queueCalls: { readonly enqueue: Call; readonly callNext: Call } = {
  enqueue: {
    name: 'qflow POST /API/Cases, waiting',
    face: 'qflow',
    kind: 'queue',
    subject: 'none',
    expect: 200,
    request: () => enqueue({}),
  },
  callNext: {
    name: 'qflow POST /API/Services/{id}/CallNext',
    face: 'qflow',
    kind: 'queue',
    subject: 'none',
    expect: 200,
    passes: 204,
    request: () => send('all', 'POST', `Services/${queueId}/CallNext`),
  },
};
