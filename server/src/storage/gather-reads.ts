/**
 * Reads of one kind that are asked in one turn of the event loop, answered by one statement. What a statement costs the
 * database beside its rows (its locks, a snapshot, a plan set up and torn down) is several times what a row costs that is
 * found by its key.
 */
import { DomainError } from '../domain/errors.ts';
import type { Db } from './transaction.ts';

interface Waiting {
  readonly item: unknown;
  resolve(answer: unknown): void;
  reject(reason: unknown): void;
}

interface Gathering {
  readonly waiting: Waiting[];
  answerAll(items: readonly unknown[]): Promise<readonly unknown[]>;
}

/** A bound on how long the last one waits for the others' rows. */
const most = 64;

/** A failure of the database itself is everybody's; of another it is not known whose item led to it. */
const isOfAll = (error: unknown): boolean => error instanceof DomainError && error.kind === 'unavailable';

const answer = async ({ waiting, answerAll }: Gathering): Promise<void> => {
  try {
    const answers = await answerAll(waiting.map(({ item }) => item));
    for (let index = 0; index < waiting.length; index += 1) waiting[index]?.resolve(answers[index]);
  } catch (error) {
    for (const one of waiting) {
      if (waiting.length === 1 || isOfAll(error)) one.reject(error);
      else void answer({ waiting: [one], answerAll });
    }
  }
};

/** `Db.gather` of each tenant: nothing is gathered across tenants. */
export const createReadGatherer = (): ((tenantId: number | undefined) => Db['gather']) => {
  const gatherings = new Map<string, Gathering>();

  const close = (key: string): void => {
    const gathering = gatherings.get(key);
    gatherings.delete(key);
    if (gathering !== undefined) void answer(gathering);
  };
  const closeAll = (): void => {
    for (const key of gatherings.keys()) close(key);
  };

  return (tenantId) => (kind, item, answerAll) =>
    new Promise((resolve, reject) => {
      const key = `${tenantId} ${kind}`;
      let gathering = gatherings.get(key);
      if (gathering === undefined) {
        if (gatherings.size === 0) setImmediate(closeAll);
        gathering = { waiting: [], answerAll: answerAll as Gathering['answerAll'] };
        gatherings.set(key, gathering);
      }
      gathering.waiting.push({ item, resolve: resolve as Waiting['resolve'], reject });
      if (gathering.waiting.length === most) close(key);
    });
};
