import { bearer, type Call } from './call.ts';
import { enqueueRequest, qflowCreate } from './qflow-create.ts';

const service = 2;

/** Joins the queue and waits there. */
const enqueue: Call = {
  ...qflowCreate,
  name: 'qflow POST /API/Cases, waiting',
  request: (site) => enqueueRequest(site, service, {}),
};

const callNext: Call = {
  name: 'qflow POST /API/Services/{id}/CallNext',
  face: 'qflow',
  kind: 'create',
  subject: 'none',
  expect: 200,
  passes: 204,
  request: (site) => ({
    method: 'POST',
    path: `/qflow/API/Services/${service}/CallNext`,
    headers: bearer(site, 'qflow'),
    body: '',
  }),
};

/** The two ends of one queue, which is measured as a whole (`measure-queue.ts`). */
export const queueCalls = { service, enqueue, callNext } as const;
