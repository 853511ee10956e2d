/**
 * Has new entries sorted into the indexes that cases are found by (`sort_in` of migration 0010), beside the requests: once
 * at first, then each second in which something was written here.
 */
import type { Links } from './wire/links.ts';

export interface Sorting {
  /** Something was written. */
  note(): void;
  /** Resolves when nothing of it is under way. */
  close(): Promise<void>;
}

const period = 1000;

export const keepSorted = (links: Pick<Links, 'take' | 'give'>): Sorting => {
  let isDue = true; // a server before this one may have been killed
  let sorting: Promise<void> | undefined;

  const sort = async (): Promise<void> => {
    const link = await links.take();
    try {
      await link.query('select sort_in()', []);
    } finally {
      links.give(link);
    }
  };

  const timer = setInterval(() => {
    if (!isDue || sorting !== undefined) return;
    isDue = false;
    sorting = sort()
      .catch(() => {}) // the next one does it, or whoever fills the list
      .finally(() => {
        sorting = undefined;
      });
  }, period);
  timer.unref();

  return {
    note: () => {
      isDue = true;
    },
    close: async () => {
      clearInterval(timer);
      await sorting;
    },
  };
};
