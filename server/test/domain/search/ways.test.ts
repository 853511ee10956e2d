/**
 * Whichever way the store comes by a list, it is the same list: along its order, looked up, or gathered in the index of
 * units. The cases are such that what is asked has to do with the order, as in real stores: the old ones are closed.
 */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import fc from 'fast-check';
import type { Client } from 'pg';
import { seesCase } from '../../../src/domain/access/access.ts';
import type { Actor } from '../../../src/domain/actor.ts';
import { type Case, severities } from '../../../src/domain/cases/case.ts';
import { type CaseFilter, type CaseSort, type Span, sortFields } from '../../../src/domain/cases/case-filter.ts';
import { listCases } from '../../../src/domain/cases/list-cases.ts';
import { pageCases } from '../../../src/domain/cases/page-cases.ts';
import type { Db } from '../../../src/storage/transaction.ts';
import { type Docket, startDocket } from '../../support/docket.ts';
import { seeingOnly } from './support.ts';

const stored = 12_000;
const base = Date.parse('2026-01-01T00:00:00Z');

const fill = `
insert into cases (tenant_id, number, uid, reference, version, type, status, category, subject, severity, tags, unit_id,
  owner_id, assignee_ids, assignee_group_ids, due_at, review_at, review_notes, language, attributes, archived, restricted,
  restricted_user_ids, restricted_group_ids, created_at, modified_at, closed_at, facets, history_seq, history_at,
  history_hash, due_by_rule)
select 1, 100000 + i, gen_random_uuid(), 'W-' || i, 1, case when i % 3 = 0 then 'mynewcase' else 'case' end,
  case when i < ${stored * 0.9} then 'closed' else 'open' end, case when i < ${stored * 0.9} then 3 else 1 end, 'ways',
  (array['low', 'medium', 'high', 'urgent'])[1 + i % 4], array['tag' || i % 50],
  case when i % 5 = 0 then 1001 when i % 7 > 0 then 1003 end, case when i % 10 = 0 then 1012 end, '{}', '{}',
  case when i % 3 = 0 then to_timestamp(${base / 1000} + (i * 7919) % 500000) end,
  case when i % 11 = 0 then to_timestamp(${base / 1000} + (i * 104729) % 500000) end, '', 'en',
  jsonb_build_object('account_ref', 'A' || i % 40), i % 13 = 0, i % 17 = 0, case when i % 34 = 0 then array[$1::integer]
  else '{}' end, '{}', to_timestamp(${base / 1000} + i), to_timestamp(${base / 1000} + i + (i * 31) % 5000),
  case when i < ${stored * 0.9} then to_timestamp(${base / 1000} + i + 10) end, '{}', 1, now(), '', false
from generate_series(1, ${stored}) i`;

let docket: Docket;
let owner: Client;
let victor: Actor;
let all: readonly Case[];

before(async () => {
  docket = await startDocket();
  owner = await docket.store.connectOwner();
  victor = seeingOnly(docket.actor('victor'), 1001);
  await owner.query(fill, [victor.user?.id]);
  await owner.query('vacuum analyze cases, case_words');
  const everybody = { ...victor, user: null };
  const asked = { filter: {}, sort: { field: 'number', descending: false }, limit: stored } as const;
  all = (await docket.core.view(everybody, (db) => listCases(db, everybody, asked))).cases;
  assert.equal(all.length, stored);
});
after(async () => {
  await owner.end();
  await docket.close();
});

const among = <T>(values: readonly T[] | undefined, value: T): boolean =>
  values === undefined || values.includes(value);
const isWithin = (span: Span | undefined, at: Date | null): boolean => {
  if (span?.after === undefined && span?.before === undefined) return true;
  return at !== null && (!span.after || at > span.after) && (!span.before || at < span.before);
};

const fits = (filter: CaseFilter, one: Case): boolean =>
  among(filter.statuses, one.status) &&
  among(filter.categories, one.category) &&
  among(filter.types, one.type) &&
  among(filter.unitIds, one.unitId) &&
  among(filter.ownerIds, one.ownerId) &&
  among(filter.severities, one.severity) &&
  (filter.archived === undefined || filter.archived === one.archived) &&
  (filter.open === undefined || filter.open === (one.category !== 'closed' && !one.archived)) &&
  (filter.tags === undefined || filter.tags.some((tag) => one.tags.includes(tag))) &&
  [...(filter.attributes ?? [])].every(([key, values]) => values.includes(one.attributes[key] ?? null)) &&
  isWithin(filter.due, one.dueAt) &&
  isWithin(filter.review, one.reviewAt) &&
  isWithin(filter.created, one.createdAt) &&
  isWithin(filter.modified, one.modifiedAt) &&
  isWithin(filter.closed, one.closedAt);

const keyOf = (one: Case, { field }: CaseSort): number | null => {
  if (field === 'number') return one.number;
  if (field === 'severity') return -severities.indexOf(one.severity);
  return one[field]?.getTime() ?? null;
};

/** Without the date last, either way; equal ones by number, the same way. */
const expected = (filter: CaseFilter, sort: CaseSort): number[] => {
  const way = sort.descending ? -1 : 1;
  const found = all.filter((one) => fits(filter, one) && seesCase(victor, one));
  return found
    .sort((left, right) => {
      const [l, r] = [keyOf(left, sort), keyOf(right, sort)];
      if (l === null || r === null)
        return Number(l === null) - Number(r === null) || way * (left.number - right.number);
      return way * (l - r) || way * (left.number - right.number);
    })
    .map(({ number }) => number);
};

const at = fc.integer({ min: 0, max: 500_000 }).map((s) => new Date(base + s * 1000));
const soon = fc.integer({ min: 0, max: stored + 5000 }).map((s) => new Date(base + s * 1000));
const spanOf = (instant: fc.Arbitrary<Date>): fc.Arbitrary<Span> =>
  fc.oneof(
    instant.map((date) => ({ after: date })),
    instant.map((date) => ({ before: date })),
  );
const some = <T>(...values: T[]): fc.Arbitrary<T[]> => fc.subarray(values, { minLength: 1 });

const filters: fc.Arbitrary<CaseFilter> = fc.record(
  {
    statuses: some('open', 'closed'),
    categories: some('active' as const, 'closed' as const),
    types: some('case', 'mynewcase'),
    unitIds: some(1001, 1003, null),
    ownerIds: some(1012, null),
    severities: some('low' as const, 'urgent' as const),
    archived: fc.boolean(),
    open: fc.boolean(),
    tags: some('tag7', 'tag8', 'nobody'),
    attributes: some('A7', 'A8', null).map((values) => new Map([['account_ref', values]])),
    due: spanOf(at),
    review: spanOf(at),
    created: spanOf(soon),
    modified: spanOf(soon),
    closed: spanOf(soon),
  },
  { requiredKeys: [] },
);

/** At most three conditions, or next to nothing would be found. */
const few = filters.map((filter): CaseFilter => Object.fromEntries(Object.entries(filter).slice(0, 3)));
const sorts = fc.record({ field: fc.constantFrom(...sortFields), descending: fc.boolean() });

const wayOf = (text: string): string | undefined => {
  if (text.includes('offset 0')) return 'gathered';
  if (text.includes('array(select cases_by_')) return 'looked up';
  return /limit \$\d+\s*\) c where/.test(text) ? 'ahead' : undefined;
};

/** The same view, which tells by which ways it was asked. */
const watching = (db: Db, ways: Set<string | undefined>): Db => ({
  ...db,
  rows: (query) => {
    ways.add(wayOf(query.text));
    return db.rows(query);
  },
});

it('a list is the same by every way, page by page, whatever it is filtered and sorted by', async () => {
  const ways = new Set<string | undefined>();
  const input = fc.tuple(few, sorts, fc.integer({ min: 3, max: 60 }));
  for (const [filter, sort, limit] of fc.sample(input, { numRuns: 250, seed: 11 })) {
    const wanted = expected(filter, sort);
    const found: number[] = [];
    let place: Awaited<ReturnType<typeof listCases>>['next'];
    for (let page = 0; page < 4; page += 1) {
      const asked = { filter, sort, limit, count: page === 0, ...(place ? { after: place } : {}) };
      const { cases, next, count } = await docket.core.view(victor, (db) =>
        listCases(watching(db, ways), victor, asked),
      );
      if (page === 0) assert.equal(count, wanted.length, JSON.stringify({ filter, sort }));
      found.push(...cases.map(({ number }) => number));
      place = next;
      if (next === undefined) break;
    }
    const pages = place === undefined ? wanted : wanted.slice(0, found.length);
    assert.deepEqual(found, pages, JSON.stringify({ filter, sort, limit }));
  }
  for (const way of ['ahead', 'looked up', 'gathered']) assert.ok(ways.has(way), way);
});

it('a numbered page is the same by every way', async () => {
  const ways = new Set<string | undefined>();
  const input = fc.tuple(few, fc.boolean(), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 100 }));
  for (const [{ review: _, ...filter }, descending, limit, offset] of fc.sample(input, { numRuns: 150, seed: 12 })) {
    const wanted = expected(filter, { field: 'number', descending });
    const asked = { filter, sort: { by: 'number', descending }, limit, offset, count: true } as const;
    const { cases, count } = await docket.core.view(victor, (db) => pageCases(watching(db, ways), victor, asked));
    assert.equal(count, wanted.length, JSON.stringify({ filter }));
    const numbers = cases.map(({ case: one }) => one.number);
    assert.deepEqual(
      numbers,
      wanted.slice(offset, offset + limit),
      JSON.stringify({ filter, descending, limit, offset }),
    );
  }
  for (const way of ['ahead', 'looked up', 'gathered']) assert.ok(ways.has(way), way);
});

it('who sees no cases finds none, whatever units are named', async () => {
  assert.ok(victor.user);
  const blind: Actor = { ...victor, user: { ...victor.user, permissions: new Set() } };
  for (const filter of [{ unitIds: [1001, null] }, { statuses: ['open'] }, {}]) {
    const asked = { filter, sort: { field: 'dueAt', descending: false }, limit: 10, count: true } as const;
    const { cases, count } = await docket.core.view(blind, (db) => listCases(db, blind, asked));
    assert.deepEqual([cases.length, count], [0, 0]);
  }
});
