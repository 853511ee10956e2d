/** What runs by the clock (DESIGN §5): each timer finds by columns what is due, does it once, and says how much it did. */
import type { Core } from '../core.ts';
import type { Tenant } from '../domain/tenants/tenant.ts';
import { expireSessions } from './expire-sessions.ts';
import { forgetIdempotencyKeys } from './forget-idempotency-keys.ts';
import { handOver } from './hand-over-messages.ts';
import { raiseReviewTasks } from './raise-reviews.ts';
import { returnOverdueTickets } from './return-overdue-tickets.ts';
import { breachTargets, remindOfTargets } from './watch-targets.ts';

/**
 * One kind of work that becomes due. `at` only decides what is due: what is written carries the real clock. Running it
 * twice, or beside another server's, does nothing twice.
 */
export interface Timer {
  readonly name: string;
  run(core: Core, tenant: Tenant, at: Date): Promise<number>;
}

const timers: readonly Timer[] = [
  raiseReviewTasks,
  remindOfTargets,
  breachTargets,
  returnOverdueTickets,
  expireSessions,
  forgetIdempotencyKeys,
  handOver,
];

export interface TimerResult {
  readonly timer: string;
  /** How many things it did, over all tenants. */
  readonly done: number;
}

/** Runs every timer for every tenant, once. The first failure ends it, with what was done before it committed. */
export const runDue = async (core: Core, tenants: readonly Tenant[], at: Date): Promise<TimerResult[]> => {
  const results: TimerResult[] = [];
  for (const { name, run } of timers) {
    let done = 0;
    for (const tenant of tenants) done += await run(core, tenant, at);
    results.push({ timer: name, done });
  }
  return results;
};
