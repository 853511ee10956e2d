/** `POST Cases`: puts a case into a queue; the answer is what was sent, with `CaseId` (seed; contract qflow (d), (g)). */
import { createQueued } from '../../../domain/cases/create-case.ts';
import { selectCustomers } from '../../../domain/customers/customers-store.ts';
import { enqueueTurn } from '../../../domain/queues/turns.ts';
import { actorOf } from '../auth.ts';
import { readMembers } from '../body.ts';
import { createModel, texts } from '../model.ts';
import { readEnqueue } from '../read-enqueue.ts';
import { answer, type Route } from './route.ts';

const bodyName = 'caseInfo';

export const enqueueCase: Route = (routes, { core }) => {
  routes.post('/Cases', { config: { qflow: { permission: 'case.create', bodyName } } }, async (request, reply) => {
    const actor = actorOf(request);
    const model = createModel(bodyName, readMembers(request));
    const { echo, input } = readEnqueue(model, actor);
    const { CustomerId: customerId } = echo;
    if (customerId !== 0) {
      const known = await core.view(actor, (db) => selectCustomers(db, actor.tenant.id, [customerId]));
      if (!known.has(customerId)) model.refuse('CustomerId', texts.notFound);
    }
    model.judge();
    if (input === undefined) throw new Error('A body that names no service was not refused.');
    const { queueId = 0 } = input;
    const made = await core.run(actor, (tx) => createQueued(tx, actor, input, true), enqueueTurn(queueId));
    const { number } = made.case;
    return answer(request, reply, { CaseId: number, ...echo });
  });
};
