/** The body of `POST /api/cases` → what the core makes of it (contract tracker D3, (f)). */
import type { NewCase } from '../../domain/cases/new-case.ts';
import type { Tenant } from '../../domain/tenants/tenant.ts';
import { type Reading, readActive, readDate, readOfficers } from './case-members.ts';
import { asFacets, type CaseFacet } from './facet.ts';
import { readForms } from './form-members.ts';
import { readAll, refuseWithoutOfficers, type Said } from './member-list.ts';
import { isAbsent, type Members, membersOf } from './members.ts';
import { throwProblems } from './problems.ts';

/** The type that cases made here have: the tenant's `offense`, else its default. */
const caseTypeOf = (tenant: Tenant): string =>
  tenant.caseTypes.has('offense') ? 'offense' : tenant.defaultCaseType.key;

/** (f): the description's first line, else the offense type and the number; at most 255 characters. */
export const deriveSubject = (
  tenant: Tenant,
  description: string | null,
  offenseTypeId: number | null,
  caseNumber: string,
): string => {
  const firstLine = (description ?? '').split(/\r\n|\n|\r/, 1)[0]?.trim() ?? '';
  const offenseType = offenseTypeId === null ? '' : (tenant.offenseTypes.get(offenseTypeId)?.name ?? '');
  const subject = firstLine === '' ? `${offenseType} ${caseNumber}`.trim() : firstLine;
  return subject.length <= 255 ? subject : [...subject].slice(0, 255).join('');
};

/** `caseOfficerId`, of before v100, is read only where `caseOfficerIds` is absent. */
const officersOf = (members: Members): unknown => {
  const ids = members('caseOfficerIds');
  return ids === undefined ? members('caseOfficerId') : ids;
};

const readPeople = (
  reading: Reading,
  members: Members,
  { assigneeGroupIds = [] }: Said['fields'],
): Pick<NewCase, 'ownerId' | 'assigneeIds'> => {
  const [ownerId, ...assigneeIds] = readOfficers(reading, officersOf(members));
  if (ownerId === undefined && assigneeGroupIds.length === 0) refuseWithoutOfficers(reading.problems);
  return { ownerId: ownerId ?? null, assigneeIds };
};

interface Closing {
  readonly close?: NewCase['close'] & object;
  readonly facet: Pick<CaseFacet, 'closing'>;
}

const readClosing = (reading: Reading, members: Members): Closing => {
  const active = members('active');
  if (isAbsent(active) || readActive(reading, active)) return { facet: {} };
  const closedDate = readDate(reading, 'closedDate', members('closedDate'));
  return { close: {}, facet: closedDate === null ? {} : { closing: { closedDate: closedDate.toISOString() } } };
};

/** Members that say nothing are left out. */
const sayingMembers = (facet: CaseFacet): CaseFacet =>
  Object.fromEntries(
    Object.entries(facet).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)),
  );

/**
 * What is to be made. `officeId`: where the call acts, which counts unless the body names an office.
 * Fails with `invalid`, all wrong members at once.
 */
export const readNewCase = (reading: Reading, body: object, officeId: number | null): NewCase => {
  const members = membersOf(body);
  const { fields, facet } = readAll(reading, members);
  const people = readPeople(reading, members, fields);
  const forms = readForms(reading, members('formData'));
  const closing = readClosing(reading, members);
  throwProblems(reading.problems);

  const { reference = '', description = null, offenseTypeId = null } = fields;
  return {
    unitId: officeId,
    ...fields,
    ...people,
    ownerRule: 'enabled',
    type: caseTypeOf(reading.tenant),
    reference,
    referenceStyle: 'number',
    subject: deriveSubject(reading.tenant, description, offenseTypeId, reference),
    forms,
    facets: asFacets({ made: true, ...closing.facet, ...sayingMembers(facet) }),
    ...(closing.close ? { close: closing.close } : {}),
  };
};
