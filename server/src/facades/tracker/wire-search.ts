/** A search of cases: as it is sent, and the rows that are found (contract tracker D10). */
import type { Actor } from '../../domain/actor.ts';
import type { CriteriaSort, Criterion } from '../../domain/cases/case-criteria.ts';
import type { CriteriaPage } from '../../domain/cases/criteria-store.ts';
import type { CaseOverview } from '../../domain/cases/get-case-overview.ts';
import type { Tenant } from '../../domain/tenants/tenant.ts';
import type { Reading } from './case-members.ts';
import { asBoolean, asIds, asInteger, isAbsent, type Members, membersOf } from './members.ts';
import { parseForms } from './parsed-forms.ts';
import { addProblem, texts, throwProblems } from './problems.ts';
import { dateFields, RefusedCondition, readDynamicField, readStaticField } from './search-members.ts';
import { toWireCase } from './wire-case.ts';

export interface Search {
  readonly criteria: readonly Criterion[];
  readonly page: CriteriaPage;
}

/** More than any form of the vendor's has; a bound on what one search may cost. */
const maxConditions = 200;

type ReadEntry = (reading: Reading, entry: unknown) => Criterion | undefined;

const readConditions = (reading: Reading, member: string, value: unknown, read: ReadEntry): Criterion[] => {
  if (!Array.isArray(value)) {
    addProblem(reading.problems, member, isAbsent(value) ? texts.required(member) : texts.wrong);
    return [];
  }
  if (value.length > maxConditions) {
    addProblem(reading.problems, member, `At most ${maxConditions} conditions can be searched by.`);
    return [];
  }
  return value.flatMap((entry) => {
    try {
      return read(reading, entry) ?? [];
    } catch (error) {
      if (!(error instanceof RefusedCondition)) throw error;
      addProblem(reading.problems, member, error.message);
      return [];
    }
  });
};

/** `[]` is all offices; 0 stands for cases without one. */
const readOffices = ({ tenant, problems }: Reading, value: unknown): Criterion[] => {
  const ids = isAbsent(value) ? undefined : asIds(value);
  if (ids === undefined) addProblem(problems, 'officeIds', isAbsent(value) ? texts.required('officeIds') : texts.wrong);
  for (const id of ids ?? []) {
    if (id !== 0 && !tenant.units.byId.has(id)) addProblem(problems, 'officeIds', texts.noOffice(id));
  }
  return ids === undefined || ids.length === 0 ? [] : [{ kind: 'id', field: 'unitId', ids, not: false }];
};

const readCount = ({ problems }: Reading, member: string, value: unknown, most: number): number => {
  const count = asInteger(value);
  if (count !== undefined && count >= 1 && count <= most) return count;
  addProblem(problems, member, isAbsent(value) ? texts.required(member) : texts.wrong);
  return 1;
};

const idsByName = (all: Iterable<{ readonly id: number; readonly name: string }>): number[] => {
  const { compare } = new Intl.Collator('und');
  return [...all].sort((left, right) => compare(left.name, right.name) || left.id - right.id).map(({ id }) => id);
};

const readOrder = (tenant: Tenant, orderBy: unknown): CriteriaSort['by'] => {
  const name = typeof orderBy === 'string' ? orderBy.toLowerCase() : '';
  if (name === 'id') return 'number';
  if (name === 'casenumber') return 'reference';
  if (name === 'offensetype') return { field: 'offenseTypeId', order: idsByName(tenant.offenseTypes.values()) };
  if (name === 'office') return { field: 'unitId', order: idsByName(tenant.units.all) };
  return Object.hasOwn(dateFields, name) ? dateFields[name as keyof typeof dateFields] : dateFields.createddate;
};

const readSort = ({ tenant, problems }: Reading, members: Members): CriteriaSort => {
  const orderBy = members('orderBy');
  if (!isAbsent(orderBy) && typeof orderBy !== 'string') addProblem(problems, 'orderBy', texts.wrong);
  const given = members('orderByAsc');
  const ascending = isAbsent(given) ? false : asBoolean(given);
  if (ascending === undefined) addProblem(problems, 'orderByAsc', texts.wrong);
  return { by: readOrder(tenant, orderBy), descending: !ascending };
};

/** Fails with `invalid`, all wrong members at once. */
export const readSearch = (reading: Reading, body: object): Search => {
  const members = membersOf(body);
  const criteria = [
    ...readConditions(reading, 'staticFields', members('staticFields'), readStaticField),
    ...readConditions(reading, 'dynamicFields', members('dynamicFields') ?? [], readDynamicField),
    ...readOffices(reading, members('officeIds')),
  ];
  const limit = readCount(reading, 'pageSize', members('pageSize'), 1000);
  const pageNumber = readCount(reading, 'pageNumber', members('pageNumber'), 2_147_483_647);
  const sort = readSort(reading, members);
  throwProblems(reading.problems);
  return { criteria, page: { sort, limit, offset: (pageNumber - 1) * limit } };
};

/** The case, and its forms taken apart. */
export const showFound = (actor: Actor, overview: CaseOverview) => ({
  ...toWireCase(actor, overview),
  formDataParsed: parseForms(actor.tenant, overview.submissions),
});
