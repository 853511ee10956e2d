/** Who sees a queue: who sees its unit (DESIGN S1). */
import { seesUnit } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import { notFound } from '../errors.ts';
import type { Queue } from '../tenants/tenant.ts';

export const seesQueue = (actor: Actor, { unitId }: Queue): boolean => seesUnit(actor, unitId);

/** The queue with that id or key, where the actor sees it. Fails with `not-found` `queue/unknown`. */
export const findQueue = (actor: Actor, key: { readonly id: number } | { readonly key: string }): Queue => {
  const { queues } = actor.tenant;
  const queue = 'id' in key ? queues.byId.get(key.id) : queues.byKey.get(key.key);
  if (queue === undefined || !seesQueue(actor, queue)) throw notFound('queue', key);
  return queue;
};
