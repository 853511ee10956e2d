/** How the store comes by the cases of a list: along their order, by an index, or through all that the actor sees. */
import type { Db } from '../../storage/transaction.ts';
import type { Bind } from '../access/access-store.ts';
import type { Actor } from '../actor.ts';
import { type AnyKey, queryOfKeys } from './case-keys.ts';
import type { SearchTerm } from './parse-search.ts';
import { holdsWords, wordsQuery } from './search-store.ts';

/** Cases that an index answers (migration 0011), as a `tsquery`, and how many the statistics expect. */
interface Lookup {
  readonly function: 'cases_by_words' | 'cases_by_keys';
  readonly query: string;
  /** Of those that the actor sees, and of all. */
  readonly expected: number;
  readonly listed: number;
}

export interface SearchPlan {
  /** The words, as a `tsquery`; null: no case holds them; undefined: none are asked for. */
  readonly words: string | null | undefined;
  /** The index that answers the fewest; undefined: nothing is asked that has one. */
  readonly lookup: Lookup | undefined;
  /** The `seen_unit` of all cases that the list can hold; undefined: any. */
  readonly units: readonly number[] | undefined;
  /** How many cases of these units there are expected to be. */
  readonly seen: number;
  /** So many of them are looked at in the order of the list, before anything else is tried; 0: none. */
  readonly inOrder: number;
  /** Whether the index of units knows all that is asked. */
  readonly isCovered: boolean;
  /** Rather than looking up, all that the actor sees is gone through in the index that knows what is asked. */
  readonly isGathered: boolean;
}

export interface Asked {
  readonly terms: readonly SearchTerm[] | undefined;
  readonly keys: readonly AnyKey[];
  readonly units: readonly number[] | undefined;
  /** Whether the index of units knows all that is asked. */
  readonly isCovered: boolean;
  /** So many cases are wanted. */
  readonly limit: number;
}

/** What a case costs, as measured with a million of them, in microseconds: */
const costs = {
  /** looked at in the order of a list; with its words, */
  inOrder: 1.7,
  inOrderWithWords: 4,
  /** passed over in the index of the order, as it is in another unit; */
  passedOver: 0.12,
  /** gone through in the index of units, or there put over another index; */
  inUnits: 0.25,
  /** in the list of an index, whoever sees it; looked up, and read to be compared; */
  listed: 0.4,
  lookedUp: 6,
  /** compared where it is, one after the other. */
  compared: 2.5,
} as const;

interface Estimates {
  readonly words: string | null;
  readonly whole: number;
  readonly seen: number;
  readonly byWords: number | null;
  readonly byKeys: number | null;
}

const estimate = async (
  db: Db,
  actor: Actor,
  { terms, units }: Asked,
  keys: string | undefined,
): Promise<Estimates> => {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const words = terms === undefined || terms.length === 0 ? 'null::tsquery' : wordsQuery(actor, terms, bind);
  const text = `
select w.query::text as words, e.whole, e.seen, e.words as "byWords", e.keys as "byKeys"
from (select ${words} as query) w,
  expected_cases(${bind(units ?? null)}::integer[], w.query, ${bind(keys ?? null)}::tsquery) e`;
  const row = await db.row<Estimates>({ text, values });
  if (row === undefined) throw new Error('The estimate of a search answered no row.');
  return row;
};

/** Fewer are not worth a second thought. */
const fewest = 1000;
/** The statistics know how many cases hold the words of a phrase; so many of them are thought to hold the phrase. */
const holdPhrase = 0.1;

/**
 * Along the order is the shortest way to what is common, unless it has to do with the order: the newest cases are seldom
 * closed. So that way ends where it has cost half of what the next best would have.
 */
const chooseWay = (
  { terms, isCovered, limit }: Asked,
  { whole, seen }: Pick<Estimates, 'whole' | 'seen'>,
  found: readonly Lookup[],
): Pick<SearchPlan, 'lookup' | 'inOrder' | 'isGathered'> => {
  const [lookup] = [...found].sort((left, right) => left.expected - right.expected);
  const phrases = terms?.filter(({ words }) => words.length > 1).length ?? 0;
  const share = found.reduce((product, { expected }) => product * Math.min(1, expected / seen), holdPhrase ** phrases);
  const gather = isCovered ? seen * costs.inUnits : Number.POSITIVE_INFINITY;
  const lookUp = lookup
    ? (seen / 2) * costs.inUnits + lookup.listed * costs.listed + lookup.expected * costs.lookedUp
    : Number.POSITIVE_INFINITY;
  const isGathered = gather < lookUp;
  const other = Math.min(gather, lookUp);
  const each =
    (terms === undefined ? costs.inOrder : costs.inOrderWithWords) + costs.passedOver * Math.max(1, whole / seen);
  const isAlong = Number.isFinite(other) && (limit / Math.max(share, 1e-9)) * each < other;
  return { lookup, isGathered, inOrder: isAlong ? Math.ceil(Math.max(fewest, other / 2 / each)) : 0 };
};

/** Nothing is asked that has an index but the order itself. */
export const straightPlan = (units: SearchPlan['units']): SearchPlan => ({
  words: undefined,
  lookup: undefined,
  units,
  seen: 0,
  inOrder: 0,
  isCovered: false,
  isGathered: false,
});

/**
 * How to come by `limit` cases that hold all terms and have a key of each. One round trip, and none where nothing is
 * asked. Before the store has statistics an index is asked: there are few cases then.
 */
export const planSearch = async (db: Db, actor: Actor, asked: Asked): Promise<SearchPlan> => {
  const { terms, units, isCovered } = asked;
  const keys = queryOfKeys(asked.keys);
  if (terms === undefined && keys === undefined && !isCovered) {
    return straightPlan(units);
  }
  const { words, whole, seen, byWords, byKeys } = await estimate(db, actor, asked, keys);
  // As if what is asked had nothing to do with who sees it.
  const ofSeen = (expected: number): number => Math.max(1, (expected * seen) / Math.max(whole, 1));
  const found: Lookup[] = [];
  if (words !== null && byWords !== null) {
    found.push({ function: 'cases_by_words', query: words, expected: ofSeen(byWords), listed: byWords });
  }
  if (keys !== undefined && byKeys !== null) {
    found.push({ function: 'cases_by_keys', query: keys, expected: ofSeen(byKeys), listed: byKeys });
  }
  const least = Math.max(1, ...found.map(({ expected }) => expected));
  return {
    words: terms === undefined ? undefined : words,
    units,
    seen,
    isCovered,
    ...chooseWay(asked, { whole, seen: Math.max(seen, least) }, found),
  };
};

/** The plan for counting all: what so many cases have is compared where they are. */
export const forCount = (plan: SearchPlan): SearchPlan => {
  const { lookup, seen, isCovered } = plan;
  const compare = seen * (isCovered ? costs.inUnits : costs.compared);
  const isCompared = lookup?.function === 'cases_by_keys' && lookup.expected * costs.lookedUp > compare;
  return isCompared ? { ...plan, lookup: undefined } : plan;
};

const numbersOf = ({ function: name, query }: Lookup, { units }: Pick<SearchPlan, 'units'>, bind: Bind): string =>
  `array(select ${name}(${bind(query)}::tsquery, ${bind(units ?? null)}::integer[]))`;

/** In front of a statement that has what `lookedUp` says in several places: the index is asked once for all of them. */
export const lookUpOnce = (plan: SearchPlan, bind: Bind): string =>
  plan.words === null || plan.lookup === undefined
    ? ''
    : `with looked_up as materialized (select ${numbersOf(plan.lookup, plan, bind)} as numbers)\n`;

/** What of the plan holds for exactly the cases with the words, and seldom for others. `isOnce`: behind `lookUpOnce`. */
export const lookedUp = (plan: SearchPlan, bind: Bind, isOnce = false): string[] => {
  const { words, lookup } = plan;
  if (words === null) return ['false'];
  const numbers = isOnce ? '(select numbers from looked_up)::integer[]' : lookup && numbersOf(lookup, plan, bind);
  const byIndex = lookup === undefined ? [] : [`c.number = any(${numbers})`];
  return [...byIndex, ...(lookup?.function === 'cases_by_words' ? [] : inEachCase({ words }, bind))];
};

/** The same, asked of one case after the other. */
export const inEachCase = ({ words }: Pick<SearchPlan, 'words'>, bind: Bind): string[] => {
  if (words === null) return ['false'];
  return words === undefined ? [] : [holdsWords('c', words, bind)];
};
