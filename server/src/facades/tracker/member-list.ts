/**
 * The members of a case that a create and an edit read alike: each with what it says of the case (contract tracker D3), and
 * what an edit takes for no change beside the very value that is shown (D5).
 */
import type { CaseFields } from '../../domain/cases/case.ts';
import { isSame } from '../../domain/cases/diff-case.ts';
import {
  asCaseNumber,
  type Reading,
  readCaseNumber,
  readDate,
  readGroups,
  readOffenseType,
  readOffice,
  readTags,
  readText,
} from './case-members.ts';
import type { CaseFacet } from './facet.ts';
import { isAbsent, type Members } from './members.ts';
import { addProblem, type Problems, texts } from './problems.ts';
import type { WireCase } from './wire-case.ts';

type Mutable<T> = { -readonly [K in keyof T]?: T[K] };

/** What a body says of a case, in the core's words and in this face's own. */
export interface Said {
  readonly fields: Mutable<Omit<CaseFields, 'attributes'>>;
  readonly facet: Mutable<CaseFacet>;
}

interface CaseMember {
  readonly name: keyof WireCase;
  /** Also called with undefined on a create: then it says the default, or that the member is required. */
  read(reading: Reading, value: unknown, said: Said): void;
  /** Whether a value that differs from what is shown says the same all the same. */
  stays?(value: unknown, wire: WireCase, reading: Reading): boolean;
}

const saysNothing = (value: unknown): boolean => isAbsent(value);

const caseMembers: readonly CaseMember[] = [
  {
    name: 'caseNumber',
    read: (reading, value, { fields }) => {
      fields.reference = readCaseNumber(reading, value);
    },
    stays: (value, wire) => asCaseNumber(value) === wire.caseNumber,
  },
  {
    name: 'offenseTypeId',
    read: (reading, value, { fields }) => {
      fields.offenseTypeId = readOffenseType(reading, value);
    },
  },
  {
    name: 'caseOfficerGroupIds',
    read: (reading, value, { fields }) => {
      fields.assigneeGroupIds = readGroups(reading, 'caseOfficerGroupIds', value);
    },
    stays: saysNothing,
  },
  {
    name: 'offenseDescription',
    read: (reading, value, { fields }) => {
      fields.description = readText(reading, 'offenseDescription', value, 10_000);
    },
  },
  {
    name: 'offenseLocation',
    read: (reading, value, { facet }) => {
      facet.offenseLocation = readText(reading, 'offenseLocation', value, 1000);
    },
  },
  {
    name: 'offenseDate',
    read: (reading, value, { facet }) => {
      facet.offenseDate = readDate(reading, 'offenseDate', value)?.toISOString() ?? null;
    },
  },
  {
    name: 'reviewDate',
    read: (reading, value, { fields }) => {
      fields.reviewAt = readDate(reading, 'reviewDate', value);
    },
    // `""` and null say the same, so that a caller who may not see review dates leaves them alone by sending either.
    stays: (value, wire) => isAbsent(value || null) && wire.reviewDate === null,
  },
  {
    name: 'reviewDateNotes',
    read: (reading, value, { fields }) => {
      fields.reviewNotes = readText(reading, 'reviewDateNotes', value, 10_000) ?? '';
    },
    stays: (value, wire) => isAbsent(value) && wire.reviewDateNotes === '',
  },
  {
    name: 'tags',
    read: (reading, value, { fields, facet }) => {
      const tags = readTags(reading, value);
      fields.tags = tags.map(({ name }) => name);
      facet.tags = tags;
    },
    // Details that would be shown alike are no change.
    stays: (value, wire, { tenant, now }) => {
      const problems: Problems = [];
      const isShown = isAbsent(value) || isSame(readTags({ tenant, now, problems }, value), wire.tags);
      return isShown && problems.length === 0;
    },
  },
  {
    name: 'officeId',
    read: (reading, value, { fields }) => {
      const unitId = readOffice(reading, value);
      if (unitId !== null) fields.unitId = unitId;
    },
  },
];

/** Every member, as a create says it: absent ones have their defaults. What is wrong goes to `problems`. */
export const readAll = (reading: Reading, members: Members): Said => {
  const said: Said = { fields: {}, facet: {} };
  for (const { name, read } of caseMembers) read(reading, members(name), said);
  return said;
};

/** The members that change what is shown (`wire`), as an edit says them. What is wrong goes to `problems`. */
export const readChanged = (reading: Reading, given: Members, wire: WireCase): Said => {
  const said: Said = { fields: {}, facet: {} };
  for (const { name, read, stays } of caseMembers) {
    const value = given(name);
    if (value !== undefined && !stays?.(value, wire, reading)) read(reading, value, said);
  }
  return said;
};

/** One officer or group at least: told where nothing else is wrong with them. */
export const refuseWithoutOfficers = (problems: Problems): void => {
  if (problems.some(({ path }) => path.startsWith('caseOfficer'))) return;
  addProblem(problems, 'caseOfficerIds', texts.required('caseOfficerIds'));
};
