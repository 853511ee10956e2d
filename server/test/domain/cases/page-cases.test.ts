/** Numbered pages of cases (contract egain 3.4, 6.2): whatever is asked for, they are cuts of one list. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { Actor } from '../../../src/domain/actor.ts';
import { setArchived } from '../../../src/domain/cases/archive-case.ts';
import { isOpen } from '../../../src/domain/cases/case.ts';
import type { CaseFilter, PageSortKey } from '../../../src/domain/cases/case-filter.ts';
import type { CaseWithCustomer } from '../../../src/domain/cases/cases-with-customers-store.ts';
import { createCase } from '../../../src/domain/cases/create-case.ts';
import { findCasesWithCustomers } from '../../../src/domain/cases/find-cases-with-customers.ts';
import { pageCases } from '../../../src/domain/cases/page-cases.ts';
import { type Docket, startDocket } from '../../support/docket.ts';

let docket: Docket;
let server: Actor;
let cases: readonly CaseWithCustomer[];

const texts = ['a', 'B', 'é', 'aa', 'Z 9', '\u{1f4de}'];
const options = ['web', 'phone', 'desk'];

const caseArbitrary = fc.record({
  unitId: fc.option(fc.constantFrom(999, 1001, 1003)),
  customerId: fc.option(fc.constantFrom(1000, 1003)),
  ownerId: fc.option(fc.constantFrom(1002, 1012)),
  type: fc.constantFrom('case', 'case', 'offense'),
  isClosed: fc.boolean(),
  isArchived: fc.boolean(),
  attributes: fc.record(
    {
      account_ref: fc.constantFrom(...texts),
      visits: fc.integer({ min: -3, max: 3 }),
      channel: fc.subarray(options, { minLength: 1 }),
    },
    { requiredKeys: [] },
  ),
});

before(async () => {
  docket = await startDocket();
  server = { tenant: docket.tenant(), user: null, face: 'docket' };
  const numbers: number[] = [];
  for (const { isClosed, isArchived, ...input } of fc.sample(caseArbitrary, { numRuns: 60, seed: 11 })) {
    const made = await docket.core.run(server, (tx) =>
      createCase(tx, server, {
        ...input,
        ownerRule: 'enabled',
        referenceStyle: 'number',
        ...(isClosed ? { close: {} } : {}),
      }),
    );
    numbers.push(made.number);
    if (isArchived) await docket.core.run(server, (tx) => setArchived(tx, server, { number: made.number }, true));
  }
  cases = (await docket.core.view(server, (db) => findCasesWithCustomers(db, server, numbers))).cases;
});
after(() => docket.close());

const sorts: readonly PageSortKey[] = [
  { by: 'number' },
  { by: 'unit' },
  { by: 'customer' },
  { by: 'status', type: 'case', open: 'open', closed: 'shut' },
  ...['account_ref', 'visits', 'channel', 'nothing'].map((key) => ({ by: 'attribute', key }) as const),
];

/** What a case is sorted by; undefined: nothing. */
const keyOf = (sort: PageSortKey, { case: found }: CaseWithCustomer): string | number | undefined => {
  if (sort.by === 'attribute') {
    const value = found.attributes[sort.key];
    return typeof value === 'object' ? value.join() : value;
  }
  if (sort.by === 'unit') return server.tenant.units.byId.get(found.unitId ?? 0)?.name;
  if (sort.by === 'customer') return found.customerId ?? undefined;
  if (sort.by === 'status') {
    if (!isOpen(found)) return sort.closed;
    return found.type === sort.type ? found.status : sort.open;
  }
  return found.number;
};

const filterArbitrary = fc.record(
  {
    open: fc.boolean(),
    unitIds: fc.constantFrom([999], [1001, null], []),
    ownerIds: fc.constantFrom([1002], [null]),
    customer: fc.constantFrom(
      { email: 'JANE@Riverside.TEST' },
      { phone: '(408) 555-1234' },
      { email: 'jhenry@riverside.test', phone: '4085551234' },
      { email: 'jane@riverside.test', phone: '4085551234' },
      { phone: 'none' },
    ),
    attributes: fc.constantFrom<NonNullable<CaseFilter['attributes']>>(
      new Map([['visits', [2]]]),
      new Map([['channel', ['web']]]),
      new Map([['account_ref', ['é']]]),
    ),
  },
  { requiredKeys: [] },
);

type Filter = typeof filterArbitrary extends fc.Arbitrary<infer F> ? F : never;

const digits = (text: string): string => text.replace(/\D/g, '');

const holds = ({ case: found, customer }: CaseWithCustomer, filter: Filter): boolean => {
  const { email, phone } = { email: undefined, phone: undefined, ...filter.customer };
  const isReached =
    filter.customer === undefined ||
    (customer !== null &&
      (email === undefined || customer.email?.toLowerCase() === email.toLowerCase()) &&
      (phone === undefined || (digits(phone) !== '' && digits(customer.phone ?? '') === digits(phone))));
  const hasAttributes = [...(filter.attributes ?? [])].every(([key, [wanted]]) =>
    [found.attributes[key]].flat().includes(wanted as string),
  );
  return (
    isReached &&
    hasAttributes &&
    (filter.open === undefined || filter.open === isOpen(found)) &&
    (filter.unitIds === undefined || (filter.unitIds as readonly (number | null)[]).includes(found.unitId)) &&
    (filter.ownerIds === undefined || (filter.ownerIds as readonly (number | null)[]).includes(found.ownerId))
  );
};

const inOrder = (sort: PageSortKey, descending: boolean, found: readonly CaseWithCustomer[]): number[] =>
  found
    .toSorted((left, right) => {
      const [one, other] = [keyOf(sort, left), keyOf(sort, right)];
      const way = descending ? -1 : 1;
      if (one === other) return left.case.number - right.case.number;
      if (one === undefined || other === undefined) return one === undefined ? way : -way;
      return one < other ? -way : way;
    })
    .map((one) => one.case.number);

test('a page is the cut of the list that filter and order make, and its count the length of it', async () => {
  await fc.assert(
    fc.asyncProperty(
      filterArbitrary,
      fc.constantFrom(...sorts),
      fc.boolean(),
      fc.nat({ max: 70 }),
      fc.integer({ min: 1, max: 75 }),
      async (filter, sort, descending, offset, limit) => {
        const expected = inOrder(
          sort,
          descending,
          cases.filter((one) => holds(one, filter)),
        );
        const page = await docket.core.view(server, (db) =>
          pageCases(db, server, { filter, sort: { ...sort, descending }, offset, limit, count: true }),
        );
        const shown = page.cases.map((one) => one.case.number);
        assert.deepEqual(shown, expected.slice(offset, offset + limit));
        assert.equal(page.count, expected.length);
        for (const one of page.cases) {
          assert.deepEqual(
            one,
            cases.find(({ case: { number } }) => number === one.case.number),
          );
        }
      },
    ),
    { numRuns: 300 },
  );
});
