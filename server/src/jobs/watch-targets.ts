/** Reminders of targets, and what follows when they are breached: each once, at its time. */
import type { Core, Db, Tx } from '../core.ts';
import type { Actor } from '../domain/actor.ts';
import { selectBreached, selectNear } from '../domain/targets/targets-store.ts';
import { breachTarget, remindOfTarget } from '../domain/targets/watch-target.ts';
import type { Tenant } from '../domain/tenants/tenant.ts';
import type { Timer } from './run-due.ts';

const pageSize = 200;
const hourMs = 3_600_000;

/** One case a transaction, until none is left; what another server did meanwhile counts as its own. */
const sweep = async (
  core: Core,
  tenant: Tenant,
  find: (db: Db) => Promise<readonly number[]>,
  act: (tx: Tx, actor: Actor, number: number) => Promise<boolean>,
): Promise<number> => {
  const actor: Actor = { tenant, user: null, face: 'docket' };
  let done = 0;
  for (;;) {
    const numbers = await core.view({ tenant }, find);
    for (const number of numbers) if (await core.run(actor, (tx) => act(tx, actor, number))) done += 1;
    if (numbers.length < pageSize) return done;
  }
};

export const remindOfTargets: Timer = {
  name: 'targets reminded of',
  run: async (core, tenant, at) => {
    let done = 0;
    for (const { key, target } of tenant.caseTypes.values()) {
      const hours = target?.reminderHours ?? null;
      if (hours === null) continue;
      const until = new Date(at.getTime() + hours * hourMs);
      done += await sweep(
        core,
        tenant,
        (db) => selectNear(db, tenant.id, key, { at, until }, pageSize),
        (tx, actor, number) => remindOfTarget(tx, actor, number, until),
      );
    }
    return done;
  },
};

export const breachTargets: Timer = {
  name: 'targets breached',
  run: (core, tenant, at) =>
    sweep(
      core,
      tenant,
      (db) => selectBreached(db, tenant.id, at, pageSize),
      (tx, actor, number) => breachTarget(tx, actor, number, at),
    ),
};
