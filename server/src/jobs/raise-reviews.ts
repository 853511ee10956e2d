import { systemActor } from '../domain/actor.ts';
import { raiseReviews } from '../domain/disposition/raise-reviews.ts';
import type { Timer } from './run-due.ts';

/** Cases that are up for review get their tasks, a batch in a transaction, until none is left (contract tracker D9). */
export const raiseReviewTasks: Timer = {
  name: 'review tasks made',
  run: async (core, tenant, at) => {
    const actor = systemActor(tenant);
    let made = 0;
    for (let more = true; more; ) {
      const raised = await core.run(actor, (tx) => raiseReviews(tx, actor, at));
      made += raised.made;
      more = raised.more;
    }
    return made;
  },
};
