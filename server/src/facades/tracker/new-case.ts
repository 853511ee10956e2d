/** The body of `POST /api/cases` → what the core makes of it (contract tracker D3, (f)). */
import type { NewCase } from '../../domain/cases/new-case.ts';
import type { Tenant } from '../../domain/tenants/tenant.ts';
import {
  type Reading,
  readActive,
  readCaseNumber,
  readDate,
  readGroups,
  readOffenseType,
  readOffice,
  readOfficers,
  readTags,
  readText,
} from './case-members.ts';
import { asFacets, type CaseFacet } from './facet.ts';
import { readForms } from './form-members.ts';
import { isAbsent, type Members, membersOf } from './members.ts';
import { addProblem, texts, throwProblems } from './problems.ts';

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
): Pick<NewCase, 'ownerId' | 'assigneeIds' | 'assigneeGroupIds'> => {
  const before = reading.problems.length;
  const [ownerId, ...assigneeIds] = readOfficers(reading, officersOf(members));
  const assigneeGroupIds = readGroups(reading, 'caseOfficerGroupIds', members('caseOfficerGroupIds'));
  if (ownerId === undefined && assigneeGroupIds.length === 0 && reading.problems.length === before) {
    addProblem(reading.problems, 'caseOfficerIds', texts.required('caseOfficerIds'));
  }
  return { ownerId: ownerId ?? null, assigneeIds, assigneeGroupIds };
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

/**
 * What is to be made. `officeId`: where the call acts, which counts unless the body names an office.
 * Fails with `invalid`, all wrong members at once.
 */
export const readNewCase = (reading: Reading, body: object, officeId: number | null): NewCase => {
  const members = membersOf(body);
  const people = readPeople(reading, members);
  const offenseTypeId = readOffenseType(reading, members('offenseTypeId'));
  const reference = readCaseNumber(reading, members('caseNumber'));
  const forms = readForms(reading, members('formData'));
  const tags = readTags(reading, members('tags'));
  const description = readText(reading, 'offenseDescription', members('offenseDescription'), 10_000);
  const offenseLocation = readText(reading, 'offenseLocation', members('offenseLocation'), 1000);
  const offenseDate = readDate(reading, 'offenseDate', members('offenseDate'));
  const closing = readClosing(reading, members);
  const reviewAt = readDate(reading, 'reviewDate', members('reviewDate'));
  const reviewNotes = readText(reading, 'reviewDateNotes', members('reviewDateNotes'), 10_000) ?? '';
  const unitId = readOffice(reading, members('officeId')) ?? officeId;
  throwProblems(reading.problems);

  const facet: CaseFacet = {
    made: true,
    ...closing.facet,
    ...(offenseLocation === null ? {} : { offenseLocation }),
    ...(offenseDate === null ? {} : { offenseDate: offenseDate.toISOString() }),
    ...(tags.length === 0 ? {} : { tags }),
  };
  return {
    ...people,
    ownerRule: 'enabled',
    type: caseTypeOf(reading.tenant),
    reference,
    referenceStyle: 'number',
    subject: deriveSubject(reading.tenant, description, offenseTypeId, reference),
    description,
    offenseTypeId,
    tags: tags.map(({ name }) => name),
    unitId,
    reviewAt,
    reviewNotes,
    forms,
    facets: asFacets(facet),
    ...(closing.close ? { close: closing.close } : {}),
  };
};
