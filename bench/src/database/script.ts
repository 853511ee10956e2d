/**
 * From two recordings of a call to a script that a database client can run for ever. What is the same in both is a
 * constant; what was in an earlier answer is read from there; what is neither is new each time.
 */
import type { Recorded } from './record.ts';

/** Where a value comes from. `answer`: a column of an earlier statement of the same run. */
export type Source =
  | { readonly from: 'constant'; readonly value: unknown }
  | { readonly from: 'answer'; readonly statement: number; readonly column: string }
  /** The number that follows on a column of an earlier statement, or a list of it alone: the place of the next event. */
  | { readonly from: 'next'; readonly statement: number; readonly column: string; readonly isList: boolean }
  /** `isNumber`: the case's number, whatever the key; a reference may be its text. */
  | { readonly from: 'subject'; readonly isNumber: boolean }
  /** A list of the subject alone. */
  | { readonly from: 'subjects' }
  /** A text that nobody had before: a minted reference. */
  | { readonly from: 'fresh' }
  | { readonly from: 'uuid' }
  | { readonly from: 'uuids'; readonly count: number };

export interface Statement {
  /** With `$1`… for the sources. */
  readonly text: string;
  readonly sources: readonly Source[];
  readonly inTransaction: boolean;
  /** Columns of its answer that later statements need. */
  readonly needed: readonly string[];
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** As the faces mint them. */
const reference = /^[0-9A-Z-]{19,25}$/i;

const isSame = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

export type Run = readonly Recorded[];

/** The latest earlier answer that held this value in both recordings. */
const findAnswer = (runs: readonly [Run, Run], upTo: number, values: readonly [unknown, unknown], only?: string) => {
  for (let statement = upTo - 1; statement >= 0; statement -= 1) {
    const [first, second] = [runs[0][statement]?.row ?? {}, runs[1][statement]?.row ?? {}];
    const column = Object.keys(first).find(
      (name) =>
        (only === undefined || name === only) && isSame(first[name], values[0]) && isSame(second[name], values[1]),
    );
    if (column !== undefined) return { from: 'answer', statement, column } as const;
  }
  return undefined;
};

/**
 * Where a statement writes the place of the case's next event, that follows on the `historySeq` that was read: the event's
 * own (`unnest($5::integer[], …)`) and the head's (`history_seq = $6`).
 */
const findNext = (
  runs: readonly [Run, Run],
  upTo: number,
  placeholder: number,
  values: readonly [unknown, unknown],
) => {
  const text = runs[0][upTo]?.text ?? '';
  const isList = text.includes(`unnest($${placeholder}::integer[]`);
  if (!isList && !text.includes(`history_seq = $${placeholder}::`)) return undefined;
  const [first, second] = values.map((value) => (Array.isArray(value) && value.length === 1 ? value[0] : value));
  if (typeof first !== 'number' || typeof second !== 'number') return undefined;
  const found = findAnswer(runs, upTo, [first - 1, second - 1], 'historySeq');
  return found === undefined ? undefined : ({ ...found, from: 'next', isList } as const);
};

const sourceOf = (
  runs: readonly [Run, Run],
  upTo: number,
  placeholder: number,
  values: readonly [unknown, unknown],
  subjects: readonly [string, string],
): Source => {
  const [first, second] = values;
  if (String(first) === subjects[0] && String(second) === subjects[1]) {
    // A text that was read before: the case's reference, which only happens to be its number's text in both.
    const read = typeof first === 'string' ? findAnswer(runs, upTo, values) : undefined;
    if (read !== undefined) return read;
    return Array.isArray(first) ? { from: 'subjects' } : { from: 'subject', isNumber: typeof first === 'number' };
  }
  const next = findNext(runs, upTo, placeholder, values);
  if (next !== undefined) return next;
  if (isSame(first, second)) return { from: 'constant', value: first };
  if (typeof first === 'string' && uuid.test(first)) return { from: 'uuid' };
  if (Array.isArray(first) && first.length > 0 && first.every((item) => typeof item === 'string' && uuid.test(item))) {
    return { from: 'uuids', count: first.length };
  }
  const answer = findAnswer(runs, upTo, values);
  if (answer !== undefined) return answer;
  if (typeof first === 'string' && reference.test(first)) return { from: 'fresh' };
  // Times, hashes and the like differ too, but nothing asks for new ones.
  return { from: 'constant', value: first };
};

/** Whether both ran the same statements, with whatever values. */
export const areAlike = (first: Run, second: Run): boolean =>
  first.length === second.length && first.every(({ text }, i) => text === second[i]?.text);

/** `subjects`: what each of the two requests was about. Throws where the two did not run the same statements. */
export const makeScript = (runs: readonly [Run, Run], subjects: readonly [string, string]): Statement[] => {
  const [first, second] = runs;
  if (!areAlike(first, second)) throw new Error('Two requests of the same kind led to different statements.');
  const sources = first.map(({ values }, i) =>
    values.map((value, k) => sourceOf(runs, i, k + 1, [value, second[i]?.values[k]], subjects)),
  );
  const needed = (statement: number): string[] => [
    ...new Set(
      sources
        .flat()
        .flatMap((one) =>
          (one.from === 'answer' || one.from === 'next') && one.statement === statement ? [one.column] : [],
        ),
    ),
  ];
  return first.map(({ text, transaction }, i) => ({
    text,
    sources: sources[i] ?? [],
    inTransaction: transaction !== undefined,
    needed: needed(i),
  }));
};

/** Indices at which a transaction begins and after which it ends. */
export const bounds = (script: readonly Statement[]) => {
  const begins = new Set<number>();
  const ends = new Set<number>();
  script.forEach(({ inTransaction }, i) => {
    if (!inTransaction) return;
    if (script[i - 1]?.inTransaction !== true) begins.add(i);
    if (script[i + 1]?.inTransaction !== true) ends.add(i);
  });
  return { begins, ends };
};
