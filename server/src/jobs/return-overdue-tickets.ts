import type { Core } from '../core.ts';
import type { Actor } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { findOverdue, returnOverdue } from '../domain/queues/return-overdue.ts';
import type { Queue } from '../domain/tenants/tenant.ts';
import type { Timer } from './run-due.ts';

const returnAll = async (core: Core, actor: Actor, queue: Queue, before: Date): Promise<number> => {
  let done = 0;
  for (const number of await core.view(actor, (db) => findOverdue(db, actor, queue, before))) {
    try {
      const returned = await core.run(actor, (tx) => returnOverdue(tx, actor, queue, number, before));
      if (returned) done += 1;
    } catch (error) {
      // Deleted since it was found.
      if (!(error instanceof DomainError) || error.kind !== 'not-found') throw error;
    }
  }
  return done;
};

/** Puts cases back into their queue that have been in service for longer than it allows (`serviceTimeoutMinutes`). */
export const returnOverdueTickets: Timer = {
  name: 'forgotten tickets returned',
  run: async (core, tenant, at) => {
    const actor: Actor = { tenant, user: null, face: 'docket' };
    let done = 0;
    for (const queue of tenant.queues.all) {
      if (queue.serviceTimeoutMinutes === null) continue;
      done += await returnAll(core, actor, queue, new Date(at.getTime() - queue.serviceTimeoutMinutes * 60_000));
    }
    return done;
  },
};
