import { DomainError } from '../domain/errors.ts';

/** What works of one turn wait for: whatever they lock first and hold to their end. */
export interface Turn {
  readonly key: string;
  /**
   * May share its transaction with others that wait for the same turn: it asks for no savepoint, and waits for no lock that
   * may be held for long.
   */
  readonly sharing?: boolean;
  /**
   * The works lock nothing that others of the turn wait for, and wait for their turn only to share a transaction. Where they
   * cannot, they run side by side, and the turn goes on.
   */
  readonly loose?: boolean;
}

interface Waiting<W> {
  readonly work: W;
  readonly isSharing: boolean;
  readonly timer: NodeJS.Timeout | undefined;
}

interface TurnsOptions<W> {
  /** Milliseconds that a work waits for its turn. */
  readonly patience: number;
  /** Settles all that it is given, and never fails. */
  run(works: readonly W[]): Promise<void>;
}

/** So many share a transaction at the most: while it runs, what it locked is locked to all other servers. */
const maxTogether = 16;

/** Takes what is next: the first, and with one that shares those behind it that do. */
const takeNext = <W>(line: Waiting<W>[]): W[] => {
  const end = line.findIndex(({ isSharing }) => !isSharing);
  const sharing = end === -1 ? line.length : end;
  const taken = line.splice(0, Math.min(Math.max(1, sharing), maxTogether));
  for (const { timer } of taken) clearTimeout(timer);
  return taken.map(({ work }) => work);
};

const late = (): DomainError =>
  new DomainError('unavailable', 'store/busy', 'The store is busy with a change of the same data.', { retryAfter: 1 });

/**
 * Lets works that would only wait for one another run one after the other, in the order of asking; those that gathered
 * meanwhile and may share a transaction run together. One whose turn does not come in time is never begun: it is rejected
 * with `unavailable` `store/busy`.
 */
export const createTurns = <W extends { readonly reject: (error: unknown) => void }>({
  patience,
  run,
}: TurnsOptions<W>): ((turn: Turn, work: W) => void) => {
  const lines = new Map<string, Waiting<W>[]>();

  const runAll = async (key: string, line: Waiting<W>[]): Promise<void> => {
    while (line.length > 0) await run(takeNext(line));
    lines.delete(key);
  };

  const wait = (line: Waiting<W>[], work: W, isSharing: boolean): void => {
    const timer = setTimeout(() => {
      line.splice(line.indexOf(waiting), 1);
      work.reject(late());
    }, patience);
    const waiting = { work, isSharing, timer };
    line.push(waiting);
  };

  return ({ key, sharing = false }, work) => {
    const line = lines.get(key);
    if (line !== undefined) {
      wait(line, work, sharing);
      return;
    }
    const own: Waiting<W>[] = [{ work, isSharing: sharing, timer: undefined }];
    lines.set(key, own);
    void runAll(key, own);
  };
};
