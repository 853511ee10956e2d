/** Full-text search as a condition on `cases` (contract api, `q`): the words that the store keeps of each (migration 0010). */
import { hasPermission } from '../access/access.ts';
import type { Bind } from '../access/access-store.ts';
import type { Actor } from '../actor.ts';
import type { SearchTerm } from './parse-search.ts';

/** A `tsquery`: words hold neither quotes nor backslashes, which are gaps (`parse-search.ts`). */
const queryOf = ({ words, open }: SearchTerm, weights: string): string =>
  words.map((word, i) => `'${word}':${weights}${open[i] ? '*' : ''}`).join(' <-> ');

/**
 * SQL for the `tsquery` of every term: words by their stem in the tenant's language, beginnings and stop words letter by
 * letter. Null where a term has no word, and without terms. Only who may read notes finds by them.
 */
export const wordsQuery = ({ tenant, user }: Actor, terms: readonly SearchTerm[], bind: Bind): string => {
  const notes = user === null || hasPermission(user, 'note.view');
  const stems = terms.map((term) => (term.open.includes(true) ? null : queryOf(term, notes ? 'BD' : 'B')));
  const letters = terms.map((term) => queryOf(term, notes ? 'AC' : 'A'));
  return `search_query(config_of(${bind(tenant.id)}::integer), ${bind(stems)}::text[], ${bind(letters)}::text[])`;
};

/** Holds for the cases that hold the words of the `tsquery`. */
export const holdsWords = (alias: string, query: string, bind: Bind): string => `exists (
  select from case_words w where w.tenant_id = ${alias}.tenant_id and w.number = ${alias}.number
    and w.words @@ ${bind(query)}::tsquery)`;
