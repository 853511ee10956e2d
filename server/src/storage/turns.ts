/** Works that would only wait for one another, each begun when the one before has ended, in the order of asking. */
import { DomainError } from '../domain/errors.ts';

/** Fails with what `work` fails with; with `unavailable` `store/busy`, the work not begun, where its turn does not come in time. */
export type InTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>;

const late = (): DomainError =>
  new DomainError('unavailable', 'store/busy', 'The store is busy with a change of the same data.', { retryAfter: 1 });

/** `patience`: milliseconds that a work waits for its turn. */
export const createTurns = (patience: number): InTurn => {
  const last = new Map<string, Promise<void>>();
  return <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const own = Promise.withResolvers<T>();
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      own.reject(late());
    }, patience);
    const begin = (): Promise<void> | undefined => {
      if (isLate) return undefined;
      clearTimeout(timer);
      return work().then(own.resolve, own.reject);
    };
    const ended: Promise<void> = (last.get(key) ?? Promise.resolve()).then(begin).then(() => {
      if (last.get(key) === ended) last.delete(key);
    });
    last.set(key, ended);
    return own.promise;
  };
};
