/** The log of a server on standard error, which never holds the server up and never ends it. */
import { type Logger, pino } from 'pino';

/** What may wait for a reader who is slow, in bytes; lines beyond are dropped. */
const maxWaiting = 16 * 1024 * 1024;

export interface ServerLog {
  readonly log: Logger;
  /** Writes what waits, as far as there is somebody to read it; nothing is written any more after that. */
  close(): void;
}

export const openLog = (level: string): ServerLog => {
  const options = { dest: 2, sync: false, minLength: 4096, periodicFlush: 500, maxLength: maxWaiting };
  const destination = pino.destination(options);
  // A full disk, say: what is not written is tried again with the next lines.
  let isFailing = false;
  destination.on('error', () => {
    isFailing = true;
  });
  destination.on('write', () => {
    isFailing = false;
  });
  const log = pino({ level, base: null }, destination);
  const close = (): void => {
    if (!isFailing) destination.flushSync(); // which tries for ever
    log.level = 'silent';
    destination.destroy(); // or it would be tried again at the end, and this process not end
  };
  return { log, close };
};

/**
 * A fault that nothing caught leaves a process of which nothing is known any more: it says so and ends with 1. As after a
 * kill, nothing that was acknowledged is lost, and whoever keeps the server running starts it again.
 */
export const endOnFault = ({ log, close }: ServerLog): void => {
  process.once('uncaughtException', (error, origin) => {
    log.fatal({ err: error, origin }, 'a fault that nothing caught: the server ends');
    close();
    process.exit(1);
  });
};
