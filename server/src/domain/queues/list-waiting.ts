import type { Db } from '../../storage/transaction.ts';
import { seesCase, seesUnit } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import { notFound } from '../errors.ts';
import type { Tenant, Unit } from '../tenants/tenant.ts';
import { seesQueue } from './find-queue.ts';
import { type OpenTicket, selectQueuesNow } from './queue-figures-store.ts';

/** Whether `unitId` is that unit or below it. */
const isWithin = (tenant: Tenant, unitId: number | null, above: number): boolean => {
  let at: number | null = unitId;
  while (at !== null && at !== above) at = tenant.units.byId.get(at)?.parentId ?? null;
  return at === above;
};

/** The unit, where the actor sees it. Fails with `not-found` `unit/unknown`. */
const findUnit = (actor: Actor, unitId: number): Unit => {
  const unit = actor.tenant.units.byId.get(unitId);
  if (unit === undefined || !seesUnit(actor, unitId)) throw notFound('unit', { unitId });
  return unit;
};

/**
 * All who wait in the queues of a unit and of the units below it that the actor sees, by the instant of enqueueing, then
 * by order of enqueueing; within a queue that is its order (contract qflow (d), (g) 2). Fails with `not-found`.
 */
export const listWaiting = async (db: Db, actor: Actor, unitId: number): Promise<OpenTicket[]> => {
  const unit = findUnit(actor, unitId);
  const { tenant } = actor;
  const queues = tenant.queues.all.filter(
    (queue) => seesQueue(actor, queue) && isWithin(tenant, queue.unitId, unit.id),
  );
  if (queues.length === 0) return [];
  const ids = queues.map(({ id }) => id);
  return (await selectQueuesNow(db, tenant.id, ids))
    .flatMap(({ tickets }) => tickets)
    .filter((ticket) => ticket.state === 'waiting' && seesCase(actor, ticket))
    .sort((left, right) => left.enqueuedAt - right.enqueuedAt || left.joined - right.joined);
};
