/** How the store comes by the cases of a list: along their order, or by the rarer of two indexes (migration 0010). */
import type { Db } from '../../storage/transaction.ts';
import type { Bind } from '../access/access-store.ts';
import type { Actor } from '../actor.ts';
import { type AnyKey, isOfUnits, queryOfKeys, seenKeys } from './case-keys.ts';
import type { SearchTerm } from './parse-search.ts';
import { holdsWords, unitWords, wordsQuery } from './search-store.ts';

/** Cases that an index answers, as a `tsquery`, and how many the statistics expect. */
interface Lookup {
  readonly function: 'cases_by_words' | 'cases_by_keys';
  readonly query: string;
  readonly expected: number;
}

export interface SearchPlan {
  /** The words, as a `tsquery`; null: no case holds them; undefined: none are asked for. */
  readonly words: string | null | undefined;
  /** The index that answers the fewest; undefined: nothing is asked that has one. */
  readonly lookup: Lookup | undefined;
  /** How many cases the actor is expected to see. */
  readonly seen: number;
  /** So many cases are looked at in the order of the list, before the index is asked; 0: the index at once. */
  readonly inOrder: number;
}

interface Estimates {
  readonly words: string | null;
  readonly byWords: number | null;
  readonly byKeys: number | null;
  readonly seen: number;
}

/** Who sees more of all cases than that gains nothing by having his units looked up with the words. */
const mostSeen = 0.3;
/** What more of them have than that is counted case by case. */
const mostLookedUp = 0.1;

const estimate = async (
  db: Db,
  actor: Actor,
  terms: readonly SearchTerm[] | undefined,
  keys: string | undefined,
): Promise<Estimates & { readonly wordsOfSeen: string | null }> => {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const words = terms === undefined || terms.length === 0 ? 'null::tsquery' : wordsQuery(actor, terms, bind);
  const unitsSeen = bind(unitWords(actor));
  const keysSeen = bind(queryOfKeys(seenKeys(actor)) ?? null);
  const text = `
select q.words::text, q.of_seen::text as "wordsOfSeen", q.seen, 
  case when q.of_seen is not null then estimate_words(q.of_seen) end as "byWords",
  ${keys === undefined ? 'null' : `estimate_keys(${bind(keys)}::tsquery)`} as "byKeys"
from (
  select s.seen, w.words, case when s.seen < s.whole * ${mostSeen} then coalesce(w.words && ${unitsSeen}::tsquery, w.words)
    else w.words end as of_seen
  from (select ${words} as words) w,
    (select estimate_keys(${keysSeen}::tsquery) as seen, estimate_keys(null) as whole) s
) q`;
  const row = await db.row<Estimates & { readonly wordsOfSeen: string | null }>({ text, values });
  if (row === undefined) throw new Error('The estimate of a search answered no row.');
  return row;
};

/** Looking at a case in the order of a list costs about what looking one up costs. So often as many as expected: */
const lookAhead = 8;
const fewest = 1000;
/** The statistics know how many cases hold the words of a phrase; so many of them are thought to hold the phrase. */
const holdPhrase = 0.1;

/** In order there is one that fits among so many: as if the conditions had nothing to do with one another. */
const chooseLookup = (
  seen: number,
  found: readonly Lookup[],
  phrases: number,
  limit: number,
): Omit<SearchPlan, 'words'> => {
  const [lookup] = [...found].sort((left, right) => left.expected - right.expected);
  if (lookup === undefined) return { lookup, seen, inOrder: 0 };
  const share = found.reduce((product, { expected }) => product * Math.min(1, expected / seen), holdPhrase ** phrases);
  const inOrder = limit / Math.max(share, 1e-9);
  return { lookup, seen, inOrder: inOrder < lookup.expected ? Math.ceil(Math.max(fewest, inOrder * lookAhead)) : 0 };
};

/**
 * How to come by `limit` cases that hold all terms and have a key of each. One round trip, and none where nothing is
 * asked. Before the store has statistics an index is asked: there are few cases then.
 */
export const planSearch = async (
  db: Db,
  actor: Actor,
  { terms, keys, limit }: { terms: readonly SearchTerm[] | undefined; keys: readonly AnyKey[]; limit: number },
): Promise<SearchPlan> => {
  const asked = queryOfKeys(keys);
  if (terms === undefined && asked === undefined) return { words: undefined, lookup: undefined, seen: 0, inOrder: 0 };
  // Who names units asks for fewer than he sees: the others are not gone through for him.
  const units = keys.some(isOfUnits) ? [] : seenKeys(actor);
  const keysOfSeen = asked === undefined ? undefined : queryOfKeys([...units, ...keys]);
  const { words, wordsOfSeen, byWords, byKeys, seen } = await estimate(db, actor, terms, keysOfSeen);
  const found: Lookup[] = [];
  if (wordsOfSeen !== null && byWords !== null) {
    found.push({ function: 'cases_by_words', query: wordsOfSeen, expected: byWords });
  }
  if (keysOfSeen !== undefined && byKeys !== null) {
    found.push({ function: 'cases_by_keys', query: keysOfSeen, expected: byKeys });
  }
  const phrases = terms?.filter((term) => term.words.length > 1).length ?? 0;
  const least = Math.max(1, ...found.map(({ expected }) => expected));
  return {
    words: terms === undefined ? undefined : words,
    ...chooseLookup(Math.max(seen, least), found, phrases, limit),
  };
};

/** The plan for counting all: keys that so many of the cases have are compared where the cases are. */
export const forCount = (plan: SearchPlan): SearchPlan =>
  plan.lookup?.function === 'cases_by_keys' && plan.lookup.expected > plan.seen * mostLookedUp
    ? { ...plan, lookup: undefined }
    : plan;

const numbersOf = ({ function: name, query }: Lookup, bind: Bind): string =>
  `array(select ${name}(${bind(query)}::tsquery))`;

/** In front of a statement that has what `lookedUp` says in several places: the index is asked once for all of them. */
export const lookUpOnce = ({ words, lookup }: SearchPlan, bind: Bind): string =>
  words === null || lookup === undefined
    ? ''
    : `with looked_up as materialized (select ${numbersOf(lookup, bind)} as numbers)\n`;

/** What of the plan holds for exactly the cases with the words, and seldom for others. `isOnce`: behind `lookUpOnce`. */
export const lookedUp = ({ words, lookup }: SearchPlan, bind: Bind, isOnce = false): string[] => {
  if (words === null) return ['false'];
  const numbers = isOnce ? '(select numbers from looked_up)::integer[]' : lookup && numbersOf(lookup, bind);
  const byIndex = lookup === undefined ? [] : [`c.number = any(${numbers})`];
  return [...byIndex, ...(lookup?.function === 'cases_by_words' ? [] : inEachCase({ words }, bind))];
};

/** The same, asked of one case after the other. */
export const inEachCase = ({ words }: Pick<SearchPlan, 'words'>, bind: Bind): string[] => {
  if (words === null) return ['false'];
  return words === undefined ? [] : [holdsWords('c', words, bind)];
};

/** The same plan without the index: for an order that has one itself, where what fits is so common that it soon comes. */
export const alongOrder = (plan: SearchPlan): SearchPlan =>
  plan.inOrder === 0 ? plan : { ...plan, lookup: undefined, inOrder: 0 };
