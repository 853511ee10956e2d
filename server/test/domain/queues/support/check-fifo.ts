/**
 * Whether what callers and enqueuers saw is what one first-in-first-out queue could have answered, each call at one
 * instant between its beginning and its end (linearizable). Every ticket is put in once, so the rules below, each a
 * pattern that no such queue can show, are all there is to check (the patterns of aspect-oriented linearizability proofs
 * for queues): without any of them an order of instants exists.
 */
export type Call = {
  /** Instants of one clock, any unit: when it was sent, and when it was answered. */
  readonly begin: number;
  readonly end: number;
} & (
  | { readonly kind: 'enqueue'; readonly item: number }
  /** `item` null: nobody waited. */
  | { readonly kind: 'next'; readonly item: number | null }
);

interface Life {
  readonly item: number;
  readonly put: Call;
  readonly taken: Call | undefined;
}

/** `a` was answered before `b` was sent. */
const precedes = (a: Call, b: Call): boolean => a.end < b.begin;

const livesOf = (calls: readonly Call[]): Life[] | string => {
  const puts = new Map<number, Call>();
  const takes = new Map<number, Call>();
  for (const call of calls) {
    if (call.item === null) continue;
    const kept = call.kind === 'enqueue' ? puts : takes;
    if (kept.has(call.item)) return `${call.item} was ${call.kind === 'enqueue' ? 'put in' : 'taken'} twice`;
    kept.set(call.item, call);
  }
  for (const [item, taken] of takes) {
    const put = puts.get(item);
    if (put === undefined) return `${item} was taken and never put in`;
    if (precedes(taken, put)) return `${item} was taken before it was put in`;
  }
  return [...puts].map(([item, put]) => ({ item, put, taken: takes.get(item) }));
};

/** One was put in before another, and taken after it or not at all. */
const overtaken = (lives: readonly Life[]): string | undefined => {
  for (const first of lives) {
    for (const second of lives) {
      if (second.taken === undefined || !precedes(first.put, second.put)) continue;
      if (first.taken === undefined) return `${second.item} was taken, and ${first.item} before it was not`;
      if (precedes(second.taken, first.taken)) return `${second.item} was taken before ${first.item}`;
    }
  }
  return undefined;
};

/**
 * The spans in which a queue was surely not empty cover the whole of a call that found nobody. One is surely in from
 * the end of its enqueue to the beginning of its taking.
 */
const wronglyEmpty = (calls: readonly Call[], lives: readonly Life[]): string | undefined => {
  const spans = lives
    .map(({ put, taken }) => ({ from: put.end, to: taken?.begin ?? Number.POSITIVE_INFINITY }))
    .filter(({ from, to }) => from < to)
    .sort((left, right) => left.from - right.from);
  for (const call of calls) {
    if (call.kind !== 'next' || call.item !== null) continue;
    let reached = call.begin;
    for (const { from, to } of spans) if (from < reached || from === call.begin) reached = Math.max(reached, to);
    if (reached > call.end) return `nobody was found from ${call.begin} to ${call.end}, and somebody waited throughout`;
  }
  return undefined;
};

/** What is wrong with the history, in words; undefined: it is that of a first-in-first-out queue. */
export const checkFifo = (calls: readonly Call[]): string | undefined => {
  const lives = livesOf(calls);
  if (typeof lives === 'string') return lives;
  return overtaken(lives) ?? wronglyEmpty(calls, lives);
};
