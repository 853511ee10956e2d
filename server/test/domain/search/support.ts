/** What the tests of search share: a plain scan that says what a search finds, told without any index. */
import type { Client } from 'pg';
import type { Actor } from '../../../src/domain/actor.ts';
import type { CaseFilter, CaseSort } from '../../../src/domain/cases/case-filter.ts';
import { listCases } from '../../../src/domain/cases/list-cases.ts';
import { parseSearch } from '../../../src/domain/cases/parse-search.ts';
import type { Docket } from '../../support/docket.ts';

export const byNumber: CaseSort = { field: 'number', descending: false };

/** The same actor, who sees the cases of these units and of no others. */
export const seeingOnly = (actor: Actor, ...unitIds: number[]): Actor => {
  if (actor.user === null) throw new Error('A server sees every unit.');
  return { ...actor, user: { ...actor.user, seenUnitIds: new Set(unitIds) } };
};

/** The numbers of the cases that the actor finds by `q`, ascending; its count is the same, or the test fails. */
export const find = async (docket: Docket, actor: Actor, q: string, filter: CaseFilter = {}): Promise<number[]> => {
  const search = parseSearch(q);
  const asked = { filter: { ...filter, ...(search ? { search } : {}) }, sort: byNumber, limit: 500, count: true };
  const { cases, count } = await docket.core.view(actor, (db) => listCases(db, actor, asked));
  if (count !== cases.length) throw new Error(`Found ${cases.length}, counted ${count}.`);
  return cases.map(({ number }) => number);
};

const texts = `
  select c.number, f.body from cases c, lateral (values (c.reference), (c.subject), (c.description), (c.contact_name),
    (c.contact_email), (c.contact_phone), (c.contact_address)) as f(body) where f.body is not null
  union all
  select c.number, a.value #>> '{}' from cases c, jsonb_path_query(c.attributes, 'lax $.*[*]') as a(value)
  union all
  select n.case_number, n.text from notes n where $1`;

const holding = `
select distinct number from (${texts}) as d(number, body)
where to_tsvector($2::regconfig, regexp_replace(body, '[!-/:-@[-\`{-~]+', ' ', 'g')) @@ to_tsquery($2::regconfig, $3)`;

/** The same of every case of the store, by reading the texts of each: every term in some text of its own. */
export const scan = async (owner: Client, q: string, notes: boolean): Promise<number[]> => {
  const found: number[][] = [];
  for (const { words, open } of parseSearch(q) ?? []) {
    const query = words.map((word, i) => `'${word}'${open[i] ? ':*' : ''}`).join(' <-> ');
    const { rows } = await owner.query('select numnode(to_tsquery($1::regconfig, $2)) as n', ['english', query]);
    const config = open.includes(true) || rows[0].n === 0 ? 'simple' : 'english';
    const held = await owner.query<{ number: number }>(holding, [notes, config, query]);
    found.push(held.rows.map(({ number }) => number));
  }
  const [first = [], ...others] = found;
  return first.filter((number) => others.every((one) => one.includes(number))).sort((a, b) => a - b);
};
