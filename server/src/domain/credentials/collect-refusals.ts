import { setImmediate } from 'node:timers/promises';
import type { Core } from '../../core.ts';
import type { Directory } from '../tenants/directory.ts';
import { newUid } from '../uid.ts';
import { maxRefusals, type NewRefusal, type Refusal, type Refusals } from './refusal.ts';
import { insertRefusals } from './refusals-store.ts';

/** Ms from the first refusal that waits to the statement that stores all that wait by then. */
const delay = 300;
/** The same after a failure of the store. */
const longDelay = 5000;
/** Most that wait, over all keys: what is beyond is only in the log. */
const maxWaiting = 2000;

interface Waiting extends Refusal {
  readonly tenantId: number;
}

/** The last of each key, in the order in which they came. */
const lastOfEach = (waiting: readonly Waiting[]): Waiting[] => {
  const counts = new Map<string, number>();
  return waiting
    .toReversed()
    .filter(({ credentialId }) => {
      const count = (counts.get(credentialId) ?? 0) + 1;
      counts.set(credentialId, count);
      return count <= maxRefusals;
    })
    .reverse();
};

/**
 * Gathers refused sign-ins and stores them a few times a second at the most, however many there are: no request waits for
 * it, and of each key no more than the last hundred is held or kept. What waits is lost where the process is killed. While
 * the store is away what came last is held, and tried again.
 */
export const collectRefusals = (
  core: Core,
  directory: Pick<Directory, 'tenant'>,
  onError: (error: unknown) => void,
): Refusals => {
  let waiting: Waiting[] = [];
  let timer: NodeJS.Timeout | undefined;
  let storing = Promise.resolve();
  let lastMs = 0;

  const store = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const taken = lastOfEach(waiting);
    waiting = [];
    for (const tenantId of new Set(taken.map((one) => one.tenantId))) {
      const tenant = directory.tenant(tenantId);
      const ofTenant = taken.filter((one) => one.tenantId === tenantId);
      if (tenant === undefined) continue;
      try {
        await core.run({ tenant }, (tx) => insertRefusals(tx, tenantId, ofTenant));
      } catch (error) {
        waiting = lastOfEach([...ofTenant, ...waiting]).slice(-maxWaiting);
        schedule(longDelay);
        onError(error);
      }
    }
  };
  const flush = (): Promise<void> => {
    // Refusals of this turn of the event loop may still be looked into, behind their answers.
    storing = storing.then(() => setImmediate()).then(store);
    return storing;
  };
  const schedule = (ms: number): void => {
    timer ??= setTimeout(() => void flush(), ms).unref();
  };
  const add = (refusal: NewRefusal): void => {
    if (waiting.length >= maxWaiting) waiting = lastOfEach(waiting);
    if (waiting.length >= maxWaiting) return;
    // Of one millisecond too, the later is the greater; also where the clock was put back.
    lastMs = Math.max(refusal.at.getTime(), lastMs + 1);
    waiting.push({ ...refusal, id: newUid(lastMs) });
    schedule(delay);
  };
  return { add, flush };
};
