import type { Query, Tx } from './transaction.ts';
import type { Link } from './wire/link.ts';

/** Puts the tenant in front of what follows on this connection. */
export const bind = (link: Link, tenantId: number): void => {
  if (link.tenantId === tenantId) return;
  link.tenantId = tenantId;
  link.prelude("select set_config('docket.tenant', $1, false)", [tenantId]);
};

export const send = async <T>(link: Link, { text, values }: Query): Promise<T[]> =>
  (await link.query(text, values)).rows as T[];

/** Where a transaction has its connection from, and what it tells others. */
export interface Opening {
  readonly tenantId: number;
  readonly now: () => number;
  /** A connection to itself. */
  readonly take: () => Promise<Link>;
  /** One that others use too, for a work of one statement. */
  readonly share: () => Promise<Link> | Link;
  readonly announce: (topic: string) => void;
}

export interface Transaction {
  readonly tx: Tx;
  /** Answers what is to be called after it. Rejects where the transaction had failed, or the database cannot be asked. */
  commit(): Promise<readonly (() => void)[]>;
  /** Ends what is left of it, however it went, and answers the connection, if it came to have one. */
  end(isFailed: boolean): Promise<Link | undefined>;
  /** Whether it is known that nothing of it was committed; true until the commit goes out. */
  isUndone(): boolean;
}

/** One statement after the other on a connection that is taken with the first; BEGIN travels in front of that. */
export const beginTransaction = ({ tenantId, now, take, share, announce }: Opening): Transaction => {
  const after: (() => void)[] = [];
  let taking: Promise<Link> | undefined;
  let held: Link | undefined;
  let state: 'new' | 'begun' | 'single' = 'new';
  let committing: Promise<{ command: string }> | undefined;
  let isUndone = true;
  let failure: unknown;

  /** What follows a failure is refused for no reason of its own: whichever is waited for tells the first one. */
  const ask = async <R>(own: Link, query: Query): Promise<R[]> => {
    try {
      return await send<R>(own, query);
    } catch (error) {
      failure ??= error;
      throw failure;
    }
  };
  const link = (): Promise<Link> => {
    taking ??= take().then((taken) => {
      bind(taken, tenantId);
      if (state === 'begun') taken.prelude('begin', []);
      held = taken;
      return taken;
    });
    return taking;
  };
  const sendCommit = async (): Promise<{ command: string }> => {
    const own = held ?? (await link());
    isUndone = false;
    const done = await own.query('commit', []);
    if (done.command === 'ROLLBACK') isUndone = true;
    return done;
  };
  const rows = async <R>(query: Query): Promise<R[]> => {
    if (state === 'single' || committing !== undefined) {
      throw new Error('A statement was asked of a transaction that had had its last one.');
    }
    state = 'begun';
    // Without waiting where the connection is there, so that the commit cannot come before it.
    return ask<R>(held ?? (await link()), query);
  };
  const tx: Tx = {
    isShared: false,
    now,
    rows,
    row: async <R>(query: Query) => (await rows<R>(query))[0],
    only: async <R>(query: Query) => {
      if (state !== 'new') return rows<R>(query);
      state = 'single';
      const shared = share();
      const single = shared instanceof Promise ? await shared : shared;
      bind(single, tenantId);
      return send<R>(single, query);
    },
    done: () => {
      if (state !== 'begun' || committing !== undefined) return;
      committing = sendCommit();
      committing.catch(() => {}); // told by the commit
    },
    gather: async (_key, item, answerAll) => {
      const answers = await answerAll([item]);
      return answers[0] as (typeof answers)[number];
    },
    afterCommit: (call) => void after.push(call),
    announce: (topic) => void after.push(() => announce(topic)),
  };
  return {
    tx,
    commit: async () => {
      if (state !== 'begun') return after;
      const { command } = await (committing ?? sendCommit());
      if (command === 'ROLLBACK') throw new Error('The transaction had failed before its commit.');
      return after;
    },
    end: async (isFailed) => {
      const taken = await taking?.catch(() => undefined);
      await committing?.catch(() => {});
      if (isFailed && state === 'begun') await taken?.query('rollback', []).catch(() => {});
      return taken;
    },
    isUndone: () => isUndone,
  };
};
