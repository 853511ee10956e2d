import type { Transaction } from './begin-transaction.ts';
import type { Query, Tx } from './transaction.ts';
import type { Link } from './wire/link.ts';

export type Work = (tx: Tx) => Promise<unknown>;

/** What became of a work: as `Promise.allSettled` says it. */
export type Outcome = PromiseSettledResult<unknown>;

/** What is asked in one go for several works. */
interface Gathering {
  readonly items: unknown[];
  readonly answers: Promise<readonly unknown[]>;
}

/** The handles of works that share a transaction, which is done when each of them is. */
const share = (tx: Tx, count: number) => {
  const gatherings = new Map<string, Gathering>();
  const topics = new Set<string>();
  let atWork = count;
  let failure: { readonly reason: unknown } | undefined;

  const doneIfAll = (): void => {
    if (atWork === 0 && gatherings.size === 0 && failure === undefined) tx.done();
  };

  const openGathering = (key: string, answerAll: (items: readonly unknown[]) => Promise<readonly unknown[]>) => {
    const { promise, resolve } = Promise.withResolvers<readonly unknown[]>();
    const gathering: Gathering = { items: [], answers: promise };
    gatherings.set(key, gathering);
    // When all that can go on has gone on, and asked for what it needs.
    process.nextTick(() => {
      gatherings.delete(key);
      resolve(answerAll(gathering.items));
      doneIfAll();
    });
    return gathering;
  };
  const gather: Tx['gather'] = async (key, item, answerAll) => {
    const { items, answers } =
      gatherings.get(key) ?? openGathering(key, (all) => answerAll(all as readonly (typeof item)[]));
    const at = items.push(item) - 1;
    return (await answers)[at] as Awaited<ReturnType<typeof answerAll>>[number];
  };

  const run = async (work: Work): Promise<unknown> => {
    const after: (() => void)[] = [];
    const announced: string[] = [];
    let hasAsked = false;
    let isAtWork = true;
    const leave = (): void => {
      if (!isAtWork) return;
      isAtWork = false;
      atWork -= 1;
      doneIfAll();
    };
    const rows = <R>(query: Query): Promise<R[]> => {
      hasAsked = true;
      return tx.rows<R>(query);
    };
    try {
      const made = await work({
        isShared: true,
        now: tx.now,
        rows,
        row: async <R>(query: Query) => (await rows<R>(query))[0],
        only: rows,
        done: leave,
        gather: (key, item, answerAll) => {
          hasAsked = true;
          return gather(key, item, answerAll);
        },
        afterCommit: (call) => void after.push(call),
        announce: (topic) => void announced.push(topic),
      });
      for (const call of after) tx.afterCommit(call);
      for (const topic of announced) {
        if (!topics.has(topic)) tx.announce(topic);
        topics.add(topic);
      }
      return made;
    } catch (reason) {
      if (hasAsked) failure ??= { reason };
      throw reason;
    } finally {
      leave();
    }
  };
  return { run, failure: () => failure };
};

export interface Together {
  /** In the order of the works; undefined: nothing of any was kept, each is to be run by itself. */
  readonly outcomes: readonly Outcome[] | undefined;
  /** To be called, as it is committed. */
  readonly after: readonly (() => void)[];
}

/**
 * Runs works in one transaction, side by side: their statements share its round trips, and its commit. Each has its own
 * outcome, and one that fails before it asked anything fails alone. Where one fails later, all is undone. Where the
 * database cannot be asked any more, all fail with why. `give` takes the connection back.
 */
export const runTogether = async (
  { tx, commit, end, isUndone }: Transaction,
  works: readonly { readonly work: Work }[],
  give: (link: Link) => void,
): Promise<Together> => {
  const { run, failure } = share(tx, works.length);
  const outcomes = await Promise.allSettled(works.map(({ work }) => run(work)));
  let failed = failure();
  let after: readonly (() => void)[] = [];
  if (failed === undefined) {
    try {
      after = await commit();
    } catch (reason) {
      failed = { reason };
    }
  }
  const link = await end(failed !== undefined);
  if (link !== undefined) give(link);
  if (failed === undefined) return { outcomes, after };
  if (link?.isAlive && isUndone()) return { outcomes: undefined, after: [] };
  const { reason } = failed;
  return { outcomes: outcomes.map((one) => (one.status === 'rejected' ? one : { status: 'rejected', reason })), after };
};
