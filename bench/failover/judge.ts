/** What the writers were told beside what the new primary has: pure, so that it can be tested without a cluster. */

/** A request that a writer made, with all its tries. */
export interface Write {
  readonly face: string;
  /** The text by which the case is known again: its reference, or its subject. */
  readonly mark: string;
  /** When a good answer came, by `performance.now()`. */
  readonly acknowledgedAt: number | undefined;
  /** What the good answer said. */
  readonly number: number | undefined;
  readonly reference: string | undefined;
  /** How often it was sent. */
  readonly tries: number;
}

/** A case as the database has it. */
export interface Stored {
  readonly number: number;
  readonly reference: string;
  readonly subject: string;
}

export interface Verdict {
  readonly acknowledged: number;
  /** Acknowledged, and not there: there must be none. */
  readonly lost: readonly Write[];
  /** One request, two cases: there must be none. */
  readonly twice: readonly string[];
  /** Never acknowledged, and there all the same: that may be. */
  readonly unanswered: number;
}

export const judge = (writes: readonly Write[], stored: readonly Stored[]): Verdict => {
  const byNumber = new Map(stored.map((one) => [one.number, one]));
  const byReference = new Map(stored.map((one) => [one.reference, one]));
  const counts = new Map<string, number>();
  const count = (mark: string): void => void counts.set(mark, (counts.get(mark) ?? 0) + 1);
  for (const { reference, subject } of stored) {
    count(reference);
    if (subject !== reference) count(subject);
  }
  const acknowledged = writes.filter(({ acknowledgedAt }) => acknowledgedAt !== undefined);
  const isThere = ({ number, reference }: Write): boolean => {
    const found = number === undefined ? byReference.get(reference ?? '') : byNumber.get(number);
    return found !== undefined && (reference === undefined || found.reference === reference);
  };
  return {
    acknowledged: acknowledged.length,
    lost: acknowledged.filter((write) => !isThere(write)),
    twice: writes.map(({ mark }) => mark).filter((mark) => (counts.get(mark) ?? 0) > 1),
    unanswered: writes.filter(({ acknowledgedAt, mark }) => acknowledgedAt === undefined && counts.has(mark)).length,
  };
};

/** The longest time, in ms, in which no write was acknowledged, from `from` on. */
export const longestPause = (writes: readonly Write[], from: number): number => {
  const moments = writes
    .flatMap(({ acknowledgedAt }) => (acknowledgedAt === undefined ? [] : [acknowledgedAt]))
    .filter((at) => at >= from)
    .sort((one, other) => one - other);
  let longest = 0;
  let before = from;
  for (const at of moments) {
    longest = Math.max(longest, at - before);
    before = at;
  }
  return longest;
};
