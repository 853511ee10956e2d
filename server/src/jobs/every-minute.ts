/** The server's own clock: runs what is due, at least once a minute, until it is stopped. */
import type { Core } from '../core.ts';
import type { Directory } from '../domain/tenants/directory.ts';
import { runDue } from './run-due.ts';

const periodMs = 30_000;

export interface Ticking {
  /** Resolves once a run that is under way has ended. */
  stop(): Promise<void>;
}

/** A failing run is told to `onError`, and the next one comes all the same. A turn that finds one under way is passed over. */
export const tick = (
  core: Core,
  directory: Directory,
  now: () => number,
  onError: (error: unknown) => void,
): Ticking => {
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    await runDue(core, directory.tenants(), new Date(now())).catch(onError);
    running = undefined;
  };
  const timer = setInterval(() => {
    running ??= run();
  }, periodMs);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
};
