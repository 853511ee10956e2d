/** Criteria as conditions on `cases c`, and the page of cases that fit. */
import type { Db, Query } from '../../storage/transaction.ts';
import type { Bind } from '../access/access-store.ts';
import type { Actor } from '../actor.ts';
import type {
  CriteriaSort,
  Criterion,
  FacetPath,
  FormTest,
  InstantField,
  ListTest,
  TextField,
  TextTest,
  Within,
} from './case-criteria.ts';
import { keysOfCriteria, unitsOfCriteria } from './case-keys.ts';
import { type OverviewRow, overviewColumns, toOverview } from './case-overview-store.ts';
import type { CaseOverview } from './get-case-overview.ts';
import { forCount, inEachCase, lookedUp, planSearch, type SearchPlan } from './search-plan-store.ts';
import { countSeen, seenCases } from './seen-cases-store.ts';

const facetText = (path: FacetPath, bind: Bind): string => `c.facets #>> ${bind(path)}::text[]`;

const textOf = (field: TextField, bind: Bind): string => {
  if ('facet' in field) return `(${facetText(field.facet, bind)})`;
  if (!('unless' in field)) return field.of === 'reference' ? 'c.reference' : 'c.review_notes';
  const kept = `coalesce(${facetText(field.unless, bind)}, 'false') <> 'true'`;
  return `coalesce(c.description, case when ${kept} then c.subject end)`;
};

const instantOf = (field: InstantField, bind: Bind): string => {
  if ('facet' in field) return `(${facetText(field.facet, bind)})::timestamptz`;
  if (!('unless' in field)) return field.of === 'createdAt' ? 'c.created_at' : 'c.review_at';
  const given = `(${facetText(field.unless, bind)})::timestamptz`;
  return `case when c.closed_at is not null then coalesce(${given}, c.closed_at) end`;
};

const isAmong = (text: string, texts: readonly string[], bind: Bind): string =>
  `lower(coalesce(${text}, '')) in (select lower(t) from unnest(${bind(texts)}::text[]) t)`;

const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);

/**
 * Whether the text holds the part, in any letter case. Where the part is ASCII only letters of ASCII are compared so, at a
 * third of the price: no others are lower case letters of ASCII but the signs of Kelvin and a dotted I.
 */
const holds = (text: string, part: string, bind: Bind): string =>
  `position(lower(${bind(part)}::text) in lower(${text}${isAscii(part) ? ' collate "C"' : ''})) > 0`;

/** A text may have more words than a statement has values, or should have conditions. */
const mostConditions = 10;

const passes = (text: string, test: TextTest, bind: Bind): string => {
  switch (test.test) {
    case 'is':
      return isAmong(text, test.texts, bind);
    case 'is-not':
      return `not ${isAmong(text, test.texts, bind)}`;
    case 'begins':
      return `starts_with(lower(${text}), lower(${bind(test.text)}::text))`;
    case 'holds':
      return holds(text, test.text, bind);
    case 'holds-all':
      if (test.texts.length <= mostConditions) {
        return test.texts.map((word) => holds(text, word, bind)).join(' and ') || 'true';
      }
      return `not exists (
        select from unnest(${bind(test.texts)}::text[]) w where position(lower(w) in lower(coalesce(${text}, ''))) = 0)`;
  }
};

const isWithin = (instant: string, { from, to, after, before }: Within, bind: Bind): string => {
  const bounds: [string, Date | undefined][] = [
    ['>=', from],
    ['<=', to],
    ['>', after],
    ['<', before],
  ];
  const conditions = bounds.flatMap(([sign, at]) => (at ? `${instant} ${sign} ${bind(at)}::timestamptz` : []));
  return conditions.length === 0 ? `${instant} is not null` : conditions.join(' and ');
};

const passesList = (list: string, values: string, test: ListTest): string => {
  if (test === 'all') return `${list} @> ${values}`;
  return `${test === 'none' ? 'not ' : ''}(${list} && ${values})`;
};

const idColumns = { offenseTypeId: 'c.offense_type_id', unitId: 'c.unit_id', createdById: 'c.created_by' } as const;

// `json`, which leaves numbers as they were typed: as `jsonb` one that is too great would end the search.
const data = 'f.data::json';
const looksNumeric = `'^-?[0-9]{1,40}([.][0-9]{1,40})?([eE][-+]?[0-9]{1,3})?$'`;

const passesForm = (value: FormTest, timezone: string, bind: Bind): string => {
  const name = `${bind(value.name)}::text`;
  const text = `(${data} ->> ${name})`;
  if (value.as === 'text') return passes(text, value.test, bind);
  if (value.as === 'instant') return isWithin(`instant_of(${text}, ${bind(timezone)}::text)`, value.within, bind);
  if (value.as === 'options') {
    const not = value.test.test === 'is-not';
    const test: TextTest = value.test.test === 'is-not' ? { ...value.test, test: 'is' } : value.test;
    const options = `case when json_typeof(${data} -> ${name}) = 'object' then ${data} -> ${name} else '{}' end`;
    return `${not ? 'not ' : ''}exists (
      select from json_each_text(${options}) o(key, value) where o.value = 'true' and ${passes('o.key', test, bind)})`;
  }
  const number = `case when ${text} ~ ${looksNumeric} then ${text}::numeric end`;
  return 'sign' in value
    ? `${number} ${value.sign} ${bind(value.number)}::numeric`
    : `${number} between ${bind(value.from)}::numeric and ${bind(value.to)}::numeric`;
};

const conditionOf = ({ tenant }: Actor, criterion: Criterion, bind: Bind): string => {
  switch (criterion.kind) {
    case 'text':
      return passes(textOf(criterion.field, bind), criterion.test, bind);
    case 'instant':
      return isWithin(instantOf(criterion.field, bind), criterion.within, bind);
    case 'id': {
      const among = `coalesce(${idColumns[criterion.field]}, 0) = any(${bind(criterion.ids)}::bigint[])`;
      return criterion.not ? `not ${among}` : among;
    }
    case 'users':
      return passesList(
        'array_append(c.assignee_ids, c.owner_id)::bigint[]',
        `${bind(criterion.ids)}::bigint[]`,
        criterion.test,
      );
    case 'groups':
      return passesList('c.assignee_group_ids::bigint[]', `${bind(criterion.ids)}::bigint[]`, criterion.test);
    case 'tags':
      return passesList('c.tags', `${bind(criterion.names)}::text[]`, criterion.test);
    case 'open':
      return `(c.category < 3 and not c.archived) = ${bind(criterion.is)}::boolean`;
    case 'restricted':
      return `c.restricted = ${bind(criterion.is)}::boolean`;
    case 'form': {
      const value = criterion.value ? ` and ${passesForm(criterion.value, tenant.timezone, bind)}` : '';
      return `exists (select from form_submissions f where f.tenant_id = c.tenant_id and f.case_number = c.number
        and f.form_id = ${bind(criterion.formId)}::integer${value})`;
    }
  }
};

/** Whether an index has the cases in this order. */
const isIndexed = ({ by }: CriteriaSort): boolean =>
  by === 'number' || (typeof by === 'object' && 'of' in by && by.of === 'createdAt');

const orderOf = ({ by, descending }: CriteriaSort, bind: Bind): string => {
  const way = descending ? 'desc' : 'asc';
  if (by === 'number') return `c.number ${way}`;
  if (by === 'reference') return `lower(c.reference) ${way}, c.number ${way}`;
  const key =
    'order' in by ? `array_position(${bind(by.order)}::integer[], ${idColumns[by.field]})` : instantOf(by, bind);
  // What is never null is said so: the index has it in this order.
  return `${key} ${way}${isIndexed({ by, descending }) ? '' : ' nulls last'}, c.number ${way}`;
};

const conditionsOf = (actor: Actor, criteria: readonly Criterion[], bind: Bind): string[] =>
  criteria.map((criterion) => `(${conditionOf(actor, criterion, bind)})`);

const planCriteria = (db: Db, actor: Actor, criteria: readonly Criterion[], limit: number): Promise<SearchPlan> =>
  planSearch(db, actor, {
    terms: undefined,
    keys: keysOfCriteria(criteria),
    units: unitsOfCriteria(actor, criteria),
    isCovered: false,
    limit,
  });

export interface CriteriaPage {
  readonly sort: CriteriaSort;
  readonly offset: number;
  readonly limit: number;
}

/** The tenant's id is the first value: the columns of an overview count on it. */
const pageQuery = (actor: Actor, criteria: readonly Criterion[], page: CriteriaPage, plan: SearchPlan): Query => {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const seen = seenCases(actor, plan.units, bind);
  const order = orderOf(page.sort, bind);
  const isAhead = plan.inOrder > 0;
  const cases = isAhead
    ? `(select * from cases c where ${seen.join(' and ')} order by ${order} limit ${bind(plan.inOrder)})`
    : 'cases';
  const found = isAhead ? inEachCase(plan, bind) : [...seen, ...lookedUp(plan, bind)];
  const where = [...found, ...conditionsOf(actor, criteria, bind)].join(' and ') || 'true';
  // What hangs on a case is looked up for those of the page alone.
  const text = `select ${overviewColumns} from (
    select c.* from ${cases} c where ${where} order by ${order} limit ${bind(page.limit)} offset ${bind(page.offset)}
  ) as c order by ${order}`;
  return { text, values };
};

/** One page of the cases that fit and that the actor sees, with what hangs on them. */
export const selectByCriteria = async (
  db: Db,
  actor: Actor,
  criteria: readonly Criterion[],
  page: CriteriaPage,
): Promise<CaseOverview[]> => {
  const select = async (plan: SearchPlan): Promise<CaseOverview[]> =>
    (await db.rows<OverviewRow>(pageQuery(actor, criteria, page, plan))).map(toOverview);
  const plan = await planCriteria(db, actor, criteria, page.offset + page.limit);
  if (plan.inOrder > 0 && isIndexed(page.sort)) {
    const found = await select(plan);
    if (found.length === page.limit) return found;
  }
  return select({ ...plan, inOrder: 0 });
};

/** How many cases fit that the actor sees, exactly. */
export const countByCriteria = async (db: Db, actor: Actor, criteria: readonly Criterion[]): Promise<number> => {
  const plan = forCount(await planCriteria(db, actor, criteria, 1));
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const fit = [...lookedUp(plan, bind), ...conditionsOf(actor, criteria, bind)];
  return (await db.row<{ count: number }>({ text: countSeen(actor, plan, fit, bind), values }))?.count ?? 0;
};
