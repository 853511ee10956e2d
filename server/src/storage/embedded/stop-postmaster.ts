/** Ends a postmaster, whoever started it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isPostmaster } from './postmaster-file.ts';
import type { Cluster, StartLog } from './types.ts';

const isGoneWithin = async (pid: number, cluster: Cluster, ms: number): Promise<boolean> => {
  const end = performance.now() + ms;
  while (await isPostmaster(pid, cluster)) {
    if (performance.now() > end) return false;
    await sleep(10);
  }
  return true;
};

/**
 * Returns when it is gone. It is asked to shut down (open transactions are rolled back and the rest is written), then to drop
 * everything, then killed; after either of the latter the next start recovers from its log, as after a power cut.
 */
export const stopPostmaster = async (pid: number, cluster: Cluster, log: StartLog): Promise<void> => {
  const steps = [
    { signal: 'SIGINT', ms: 60_000 },
    { signal: 'SIGQUIT', ms: 10_000 },
    { signal: 'SIGKILL', ms: 10_000 },
  ] as const;
  for (const { signal, ms } of steps) {
    if (!(await isPostmaster(pid, cluster))) return;
    if (signal !== 'SIGINT') log.warn(`PostgreSQL (process ${pid}) does not stop: it is sent ${signal}.`);
    process.kill(pid, signal);
    if (await isGoneWithin(pid, cluster, ms)) return;
  }
  throw new Error(`PostgreSQL (process ${pid}) cannot be stopped.`);
};
