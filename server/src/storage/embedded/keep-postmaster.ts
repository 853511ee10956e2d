/** Keeps a postmaster running for as long as this process wants one. */
import { setTimeout as sleep } from 'node:timers/promises';
import { trimLog } from './server-log.ts';
import { type Postmaster, startPostmaster } from './start-postmaster.ts';
import { stopPostmaster } from './stop-postmaster.ts';
import type { Cluster, StartLog } from './types.ts';

const hour = 3_600_000;

/**
 * Starts one, and another whenever it ends by itself (killed by hand, or for want of memory): callers see their
 * connections break for a moment and find it again at the same socket. After `stop()` none runs.
 */
export const keepPostmaster = async (cluster: Cluster, log: StartLog): Promise<{ stop(): Promise<void> }> => {
  let current: Postmaster | undefined = await startPostmaster(cluster, log);
  const stopping = new AbortController();
  const { signal } = stopping;
  const trimming = setInterval(() => void trimLog(cluster.logFile).catch(() => undefined), hour).unref();

  const restart = async (): Promise<Postmaster | undefined> => {
    for (let pause = 100; !signal.aborted; pause = Math.min(pause * 2, 10_000)) {
      try {
        return await startPostmaster(cluster, log);
      } catch (error) {
        log.warn(`${(error as Error).message} Trying again.`);
        await sleep(pause, undefined, { signal }).catch(() => undefined);
      }
    }
    return undefined;
  };
  const watch = async (): Promise<void> => {
    while (current && !signal.aborted) {
      await current.ended;
      if (signal.aborted) return;
      log.warn(`PostgreSQL (process ${current.pid}) ended by itself and is started again.`);
      current = await restart();
    }
  };
  const watching = watch();

  const stop = async (): Promise<void> => {
    stopping.abort();
    // The child alone does not keep this process from ending, and now its end is waited for.
    trimming.ref();
    if (current) await stopPostmaster(current.pid, cluster, log);
    await watching;
    // A restart that was under way when the stop came.
    if (current) await stopPostmaster(current.pid, cluster, log);
    clearInterval(trimming);
  };
  return { stop };
};
