/**
 * The connections of a process, of three kinds. A transaction has one to itself. Reads share a few, and so do writes that
 * are one statement each, which hold no lock beyond it: each is asked without waiting for the ones before it, and what is
 * asked in one turn of the event loop goes out in one write, so that many small statements at once cost the machine few
 * system calls and few changes of process.
 */
import { farewell } from '../end-client.ts';
import type { Link } from './link.ts';
import { createPulse } from './pulse.ts';

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
  /** Lets go of all of them; resolves when what was under way has been answered, or will not be. */
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
  /** Resolves when the database answers anything at all; rejects when it does not for a while. */
  probe(): Promise<void>;
  /** Milliseconds that the database itself gives a statement: one without an answer for longer has lost its connection. */
  readonly longest: number;
}

/** Transactions beyond so many do not wait for a connection: they would only take memory from those who do. */
const maxWaiters = 5000;

const terminated = (why: string): Error => new Error(`Connection terminated: ${why}`);
const unanswered = (): Error => terminated('the database does not answer');

/** A further shared connection is worth opening where each has so many under way, or works on one for so long (ms). */
const deep = 8;
const slow = 5;

/** What being stuck weighs: more than any number of statements under way. */
const stuck = 1_000_000;

interface Waiter {
  give(link: Link): void;
  refuse(error: Error): void;
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

export const createLinks = ({ open, max, patience, idle, probe, longest }: LinksOptions): Links => {
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

  const refuseAll = (error: Error): void => {
    for (const waiter of waiters.splice(0)) waiter.refuse(error);
  };

  const openOne = async (): Promise<Link> => {
    opening += 1;
    try {
      const link = await open(false, (ended) => {
        writers.delete(ended);
        const at = free.findIndex((one) => one.link === ended);
        if (at >= 0) free.splice(at, 1);
        noteEnd();
        // Somebody may be waiting for the place that this leaves; where none is left, nobody will give one back.
        if (waiters.length > 0 && !closed)
          openOne().then(offer, (error: Error) => writers.size === 0 && refuseAll(error));
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
        refuse: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      };
      const timer = setTimeout(() => {
        waiters.splice(waiters.indexOf(waiter), 1);
        reject(new Error('timeout exceeded when trying to connect'));
      }, patience);
      if (isFirst) waiters.unshift(waiter);
      else waiters.push(waiter);
    });

  const all = (): Link[] => [...writers, ...readers.links, ...singles.links];
  const waited = (link: Link): number => (link.pending > 0 ? performance.now() - link.since : 0);

  const pulse = createPulse({
    waited: () => Math.max(0, ...all().map(waited)),
    probe,
    onLost: () => {
      for (const link of all()) link.cut(unanswered());
      refuseAll(unanswered());
    },
    patience,
  });

  const sweep = setInterval(() => {
    const before = performance.now() - idle;
    for (const { link } of free.filter(({ since }) => since < before)) link.close();
    // The database answers others, or all would have been cut: this line alone is dead.
    for (const link of all().filter((one) => waited(one) > longest)) link.cut(unanswered());
  }, Math.min(idle, longest) / 2);
  sweep.unref();

  const refusal = (): Error | undefined =>
    closed ? new Error('Connection terminated') : pulse.isLost ? unanswered() : undefined;
  const shared = (kind: typeof readers): Promise<Link> | Link => {
    const refused = refusal();
    return refused === undefined ? kind.share() : Promise.reject(refused);
  };

  return {
    write: () => shared(singles),
    read: () => shared(readers),
    take: async (isFirst = false) => {
      const refused = refusal();
      if (refused !== undefined) throw refused;
      for (let found = free.pop(); found !== undefined; found = free.pop()) if (found.link.isAlive) return found.link;
      if (writers.size + opening < maxWriters) return openOne();
      if (waiters.length >= maxWaiters) throw terminated('too many wait for one');
      return wait(isFirst);
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
    close: async () => {
      closed = true;
      for (const { link } of free) link.close();
      readers.close();
      singles.close();
      noteEnd();
      const cut = setInterval(() => {
        for (const link of all().filter(({ pending }) => pending === 0)) link.cut(unanswered());
      }, farewell);
      await gone.promise;
      clearInterval(cut);
      clearInterval(sweep);
      pulse.close();
    },
  };
};
