/** Keeps what delivers messages running from when a tenant has a mail server on, and again should it end. */
import type { Ticking } from './every-minute.ts';

/** What delivers; `ended` resolves when it runs no more. */
export interface Delivering {
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

const periodMs = 1000;
/** After a start that failed: the store may be away. */
const pauseMs = 10_000;

/** Looks every second whether it `isNeeded`: in memory, so that it costs nothing where no tenant sends mail. */
export const keepDelivering = (
  isNeeded: () => boolean,
  start: () => Promise<Delivering>,
  onError: (error: unknown) => void,
): Ticking => {
  let running: Promise<Delivering | undefined> | undefined;
  let notBefore = 0;
  const look = (): void => {
    if (running !== undefined || performance.now() < notBefore || !isNeeded()) return;
    running = start().catch((error: unknown) => {
      onError(error);
      return undefined;
    });
    running
      .then((started) => started?.ended)
      .then(() => {
        notBefore = performance.now() + pauseMs;
        running = undefined;
      });
  };
  const timer = setInterval(look, periodMs);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await (await running)?.stop();
    },
  };
};
