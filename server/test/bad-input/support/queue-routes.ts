/** Queues and tickets of the native API (contract api, "Calls"). */
import { callNext } from '../../../src/domain/queues/call-next.ts';
import { forceState } from '../../../src/domain/queues/force-state.ts';
import { getQueueCase } from '../../../src/domain/queues/get-queue-case.ts';
import { holdTicket } from '../../../src/domain/queues/hold-ticket.ts';
import { transferTicket } from '../../../src/domain/queues/transfer-ticket.ts';
import type { Docket } from '../../support/docket.ts';
import type { Route } from './route.ts';

const url = (path: string): string => `/api/v1${path}`;

/** Of the case `own`, which alone waits in the queue `licences`; `ids` are no cases. */
export const queueRoutes = (docket: Docket, own: number, ids: readonly string[]): Route[] => {
  /** In service there; on hold for who releases. */
  const serve = (step: string) => async (): Promise<void> => {
    const actor = docket.actor('omni');
    const queue = actor.tenant.queues.byKey.get('licences');
    if (queue === undefined) throw new Error('The tenant has no queue licences.');
    await docket.core.run(actor, (tx) => forceState(tx, actor, own, 'waiting'));
    const { ticket } = await docket.core.view(actor, (db) => getQueueCase(db, actor, own));
    if (ticket?.queueId !== queue.id) await docket.core.run(actor, (tx) => transferTicket(tx, actor, own, queue));
    await docket.core.run(actor, (tx) => callNext(tx, actor, queue));
    if (step === 'release') await docket.core.run(actor, (tx) => holdTicket(tx, actor, own));
  };
  const step = (name: string, more: Partial<Route> = {}): Route => ({
    method: 'POST',
    url: url(`/tickets/${own}/${name}`),
    status: 200,
    body: () => ({ note: 'n' }),
    arrange: serve(name),
    nowhere: ids.map((id) => url(`/tickets/${id}/${name}`)),
    ...more,
  });
  const nowhere = (after = ''): string[] =>
    ['passport', '__proto__', '%00', '2'].map((key) => url(`/queues/${key}${after}`));
  return [
    { method: 'GET', url: url('/queues/passports'), status: 200, nowhere: nowhere() },
    // Nobody waits in that queue yet.
    { method: 'POST', url: url('/queues/passports/next'), status: 204, nowhere: nowhere('/next') },
    {
      method: 'POST',
      url: url('/queues/passports/tickets'),
      status: 201,
      body: () => ({ subject: 'S', customer: 1000, notes: 'n', attributes: { visits: 2 } }),
      refused: [
        { customer: 5900 },
        { attributes: { unknown: 'x' } },
        { attributes: { visits: 'x' } },
        { subject: null },
      ],
      nowhere: nowhere('/tickets'),
    },
    step('complete'),
    step('no-show'),
    step('return', { body: () => ({ note: 'n', toEnd: true }) }),
    step('hold'),
    step('release'),
    step('cancel'),
    step('transfer', {
      body: () => ({ queue: 'passports', note: 'n' }),
      refused: [{ queue: 'nowhere' }, { queue: null }, { note: 'n' }],
    }),
  ];
};
