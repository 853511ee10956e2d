/** Full-text search as a condition on `cases` (contract api, `q`). */
import type { Bind } from '../access/access-store.ts';
import type { SearchTerm } from './parse-search.ts';

/** ISO 639-1 → the PostgreSQL configuration that knows the language's word stems. */
const configurations: Readonly<Record<string, string>> = {
  ar: 'arabic',
  ca: 'catalan',
  da: 'danish',
  de: 'german',
  el: 'greek',
  en: 'english',
  es: 'spanish',
  eu: 'basque',
  fi: 'finnish',
  fr: 'french',
  ga: 'irish',
  hi: 'hindi',
  hu: 'hungarian',
  hy: 'armenian',
  id: 'indonesian',
  it: 'italian',
  lt: 'lithuanian',
  nb: 'norwegian',
  ne: 'nepali',
  nl: 'dutch',
  nn: 'norwegian',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sr: 'serbian',
  sv: 'swedish',
  ta: 'tamil',
  tr: 'turkish',
  yi: 'yiddish',
};

const configurationOf = (language: string): string => {
  const short = language.split('-')[0]?.toLowerCase() ?? '';
  return Object.hasOwn(configurations, short) ? (configurations[short] ?? 'simple') : 'simple';
};

/** A `tsquery`: words hold neither quotes nor backslashes, which are gaps (`parse-search.ts`). */
const queryOf = ({ words, open }: SearchTerm): string =>
  words.map((word, i) => `'${word}'${open[i] ? ':*' : ''}`).join(' <-> ');

/** ASCII punctuation, as an escape string, and as many blanks: punctuation is a gap here as it is in the search. */
const punctuation = `'!"#$%&''()*+,-./:;<=>?@[\\]^_\`{|}~', repeat(' ', 32)`;

/** Every text of the case that is searched, one a row, so that no phrase runs from one into the next. */
const textsOf = (alias: string, notes: boolean): string => `
  select f.body from (values (${alias}.reference), (${alias}.subject), (${alias}.description), (${alias}.contact_name),
    (${alias}.contact_email), (${alias}.contact_phone), (${alias}.contact_address)) as f(body) where f.body is not null
  union all
  select a.value #>> '{}' from jsonb_path_query(${alias}.attributes, 'lax $.*[*]') as a(value)${
    notes
      ? `
  union all
  select n.text from notes n where n.tenant_id = ${alias}.tenant_id and n.case_number = ${alias}.number`
      : ''
  }`;

/**
 * Holds for the cases that hold every term: words by their stem in the language, beginnings and stop words letter by
 * letter. No term at all holds for none. `notes`: whether notes are searched, which is only for who may read them.
 */
export const holdsTerms = (
  alias: string,
  terms: readonly SearchTerm[],
  { language, notes }: { readonly language: string; readonly notes: boolean },
  bind: Bind,
): string => {
  if (terms.length === 0) return 'false';
  const queries = bind(terms.map(queryOf));
  const stems = configurationOf(language);
  const wanted = bind(terms.map(({ open }) => (open.includes(true) ? 'simple' : stems)));
  return `not exists (
    select from (
      select w.query, case when numnode(to_tsquery(w.config::regconfig, w.query)) = 0 then 'simple' else w.config end
        ::regconfig as config
      from unnest(${queries}::text[], ${wanted}::text[]) as w(query, config)
    ) as t
    where not exists (
      select from (${textsOf(alias, notes)}) as d(body)
      where to_tsvector(t.config, translate(d.body, ${punctuation})) @@ to_tsquery(t.config, t.query)
    )
  )`;
};
