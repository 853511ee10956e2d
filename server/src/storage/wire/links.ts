/**
 * The connections of a process, of three kinds. A transaction has one to itself. Reads share a few, and so do writes that
 * are one statement each, which hold no lock beyond it: each is asked without waiting for the ones before it, and what is
 * asked in one turn of the event loop goes out in one write, so that many small statements at once cost the machine few
 * system calls and few changes of process.
 */
import type { Link } from './link.ts';

export interface Links {
  /** A connection for statements that stand alone; it may have others under way. */
  read(): Promise<Link> | Link;
  /** A connection for writes that are one statement each; it may have others under way. */
  write(): Promise<Link> | Link;
  /**
   * A connection to itself, until it is given back. Rejects when none was free in time. `isFirst`: before all who wait,
   * for one whom others wait for already.
   */
  take(isFirst?: boolean): Promise<Link>;
  give(link: Link): void;
  stats(): { total: number; idle: number; waiting: number };
  /** Lets go of all of them; resolves when what was under way has been answered. */
  close(): Promise<void>;
}

export interface LinksOptions {
  /** `isShared`: for statements that stand alone. `onEnd` is called once when the connection is no more. */
  open(isShared: boolean, onEnd: (link: Link) => void): Promise<Link>;
  readonly max: number;
  /** Milliseconds that a transaction waits for a connection. */
  readonly patience: number;
  /** Milliseconds after which a connection that nobody needs is closed. */
  readonly idle: number;
}

/** A further shared connection is worth opening where each has so many under way, or works on one for so long (ms). */
const deep = 8;
const slow = 5;

/** What being stuck weighs: more than any number of statements under way. */
const stuck = 1_000_000;

interface Waiter {
  give(link: Link): void;
}

/**
 * Those that statements of one kind share. The one with the least to do is asked, and once asked also for what else comes
 * in that turn, as each write costs more than many a statement; those that are stuck on something long come last.
 */
const createShared = ({ open, max }: Pick<LinksOptions, 'open' | 'max'>, onEnd: () => void) => {
  let closed = false;
  const links: Link[] = [];
  let last: Link | undefined;
  let opening: Promise<Link> | undefined;

  const openOne = (): Promise<Link> => {
    opening ??= open(true, (ended) => {
      const at = links.indexOf(ended);
      if (at >= 0) links.splice(at, 1);
      onEnd();
    })
      .then((link) => {
        if (link.isAlive) links.push(link);
        if (closed) link.close();
        return link;
      })
      .finally(() => {
        opening = undefined;
      });
    return opening;
  };

  const share = (): Promise<Link> | Link => {
    if (last?.isGathering && last.isAlive && last.pending < deep) return last;
    last = undefined;
    let best: Link | undefined;
    let least = Number.POSITIVE_INFINITY;
    const now = performance.now();
    for (const link of links) {
      const isStuck = link.pending > 0 && now - link.since > slow;
      const burden = link.pending + (isStuck ? stuck : 0);
      if (link.isAlive && burden < least) {
        best = link;
        least = burden;
      }
    }
    if (best === undefined) return openOne();
    const mayOpen = links.length < max;
    if (mayOpen && least >= stuck) return openOne().catch(() => best);
    if (mayOpen && least >= deep) openOne().catch(() => {}); // the others will do meanwhile
    last = best;
    return best;
  };

  const close = (): void => {
    closed = true;
    for (const link of links) link.close();
  };

  return { links, share, close };
};

export const createLinks = ({ open, max, patience, idle }: LinksOptions): Links => {
  const maxShared = Math.max(1, Math.floor(max / 3));
  const maxWriters = Math.max(1, max - 2 * maxShared);
  const readers = createShared({ open, max: maxShared }, () => noteEnd());
  const singles = createShared({ open, max: maxShared }, () => noteEnd());
  const free: { readonly link: Link; readonly since: number }[] = [];
  const waiters: Waiter[] = [];
  const writers = new Set<Link>();
  const gone = Promise.withResolvers<void>();
  let opening = 0;
  let closed = false;
  const noteEnd = (): void => {
    if (closed && writers.size + readers.links.length + singles.links.length === 0) gone.resolve();
  };

  const offer = (link: Link): void => {
    const waiter = waiters.shift();
    if (waiter !== undefined) waiter.give(link);
    else free.push({ link, since: performance.now() });
  };

  const openOne = async (): Promise<Link> => {
    opening += 1;
    try {
      const link = await open(false, (ended) => {
        writers.delete(ended);
        const at = free.findIndex((one) => one.link === ended);
        if (at >= 0) free.splice(at, 1);
        noteEnd();
        // Somebody may be waiting for the place that this leaves.
        if (waiters.length > 0 && !closed) openOne().then(offer, () => {});
      });
      if (closed) link.close();
      writers.add(link);
      return link;
    } finally {
      opening -= 1;
    }
  };

  const wait = (isFirst: boolean): Promise<Link> =>
    new Promise((resolve, reject) => {
      const waiter: Waiter = {
        give: (link) => {
          clearTimeout(timer);
          resolve(link);
        },
      };
      const timer = setTimeout(() => {
        waiters.splice(waiters.indexOf(waiter), 1);
        reject(new Error('timeout exceeded when trying to connect'));
      }, patience);
      if (isFirst) waiters.unshift(waiter);
      else waiters.push(waiter);
    });

  const sweep = setInterval(() => {
    const before = performance.now() - idle;
    for (const { link } of free.filter(({ since }) => since < before)) link.close();
  }, idle / 2);
  sweep.unref();

  return {
    write: () => (closed ? Promise.reject(new Error('Connection terminated')) : singles.share()),
    read: () => (closed ? Promise.reject(new Error('Connection terminated')) : readers.share()),
    take: async (isFirst = false) => {
      if (closed) throw new Error('Connection terminated');
      for (let found = free.pop(); found !== undefined; found = free.pop()) if (found.link.isAlive) return found.link;
      return writers.size + opening < maxWriters ? openOne() : wait(isFirst);
    },
    give: (link) => {
      if (closed || !link.isIdle) link.close();
      if (link.isAlive) offer(link);
    },
    stats: () => ({
      total: writers.size + readers.links.length + singles.links.length,
      idle: free.length + [...readers.links, ...singles.links].filter(({ pending }) => pending === 0).length,
      waiting: waiters.length,
    }),
    close: () => {
      closed = true;
      clearInterval(sweep);
      for (const { link } of free) link.close();
      readers.close();
      singles.close();
      noteEnd();
      return gone.promise;
    },
  };
};
