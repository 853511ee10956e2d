/** The server's own clock: runs what is due, at least once a minute, until it is stopped. */
const periodMs = 30_000;

export interface Ticking {
  /** Resolves once a run that is under way has ended. */
  stop(): Promise<void>;
}

/**
 * Has `work` run. A run that fails is told to `onError`, and the next one comes all the same. A turn that finds one under way
 * is passed over.
 */
export const tick = (
  work: (at: Date) => Promise<unknown>,
  now: () => number,
  onError: (error: unknown) => void,
): Ticking => {
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    await work(new Date(now())).catch(onError);
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
