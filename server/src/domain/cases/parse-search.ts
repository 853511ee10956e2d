/** What a person types into a search box → what each case must hold (contract api, `q`). */
import { invalid } from '../errors.ts';

/** One thing to find: a word, the words of a phrase in their order, or one that only the beginning is known of. */
export interface SearchTerm {
  readonly words: readonly string[];
  /** By place: whether the word may go on (`pass*`). */
  readonly open: readonly boolean[];
}

/** More than anybody types; a bound on what one request may cost. */
export const maxSearchTerms = 20;

// Punctuation between and inside words is a gap, in the cases too (`search-store.ts`), so that a part of a reference,
// an e-mail address or a path is found.
const gaps = /[\p{Cc}\s!-)+-/:-@[-`{-~]+/u;
const pieces = /["“”„]([^"“”„]*)(?:["“”„]|$)|([^\s"“”„]+)/gu;

const readTerm = (text: string): SearchTerm | undefined => {
  const words: string[] = [];
  const open: boolean[] = [];
  for (const piece of text.split(gaps)) {
    // Only a star behind a word says something; any other is a gap.
    for (const part of piece.match(/[^*]+\*?/gu) ?? []) {
      words.push(part.replace('*', ''));
      open.push(part.endsWith('*'));
    }
  }
  return words.length === 0 ? undefined : { words, open };
};

/**
 * The terms of a search, all of which a case must hold; `undefined` for a blank text, which asks for nothing. A quotation
 * mark without its other half quotes the rest. Fails with `invalid` `search/too-many-words`.
 */
export const parseSearch = (text: string): readonly SearchTerm[] | undefined => {
  if (text.trim() === '') return undefined;
  const terms: SearchTerm[] = [];
  for (const [, phrase, word] of text.matchAll(pieces)) {
    const term = readTerm(phrase ?? word ?? '');
    if (term !== undefined) terms.push(term);
  }
  if (terms.length > maxSearchTerms) {
    throw invalid('q', 'search/too-many-words', `A search has at most ${maxSearchTerms} words and phrases.`);
  }
  return terms;
};
