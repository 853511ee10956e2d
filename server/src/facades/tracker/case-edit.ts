/** The body of `PUT /api/cases/{id}` against the case as it is → what the core changes (contract tracker D5). */
import type { CaseFields } from '../../domain/cases/case.ts';
import { isSame } from '../../domain/cases/diff-case.ts';
import type { CaseEdit } from '../../domain/cases/edit-case.ts';
import type { CaseOverview } from '../../domain/cases/get-case-overview.ts';
import type { NewSubmission } from '../../domain/forms/submission.ts';
import {
  asCaseNumber,
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
import { showDate } from './dates.ts';
import { asFacets, type CaseFacet, formFacet } from './facet.ts';
import { readForms } from './form-members.ts';
import { asInteger, isAbsent, type Members, membersOf } from './members.ts';
import { deriveSubject } from './new-case.ts';
import { addProblem, texts, throwProblems } from './problems.ts';
import { officersOfCase, type WireCase } from './wire-case.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Fields = Mutable<Partial<Omit<CaseFields, 'attributes'>>>;
type Facet = Mutable<CaseFacet>;

interface Edit {
  readonly reading: Reading;
  readonly overview: CaseOverview;
  readonly wire: WireCase;
  /** A member that differs from what GET answers this caller; undefined: it is absent, or stays. */
  readonly given: Members;
  readonly fields: Fields;
  readonly facet: Facet;
}

const readId = ({ problems }: Reading, value: unknown, number: number): void => {
  if (!isAbsent(value) && asInteger(value) !== number) addProblem(problems, 'id', texts.wrong);
};

const editNumberAndType = ({ reading, wire, given, fields }: Edit): void => {
  const caseNumber = given('caseNumber');
  const offenseTypeId = given('offenseTypeId');
  const stays = caseNumber === undefined || asCaseNumber(caseNumber) === wire.caseNumber;
  if (!stays) fields.reference = readCaseNumber(reading, caseNumber);
  if (offenseTypeId !== undefined) fields.offenseTypeId = readOffenseType(reading, offenseTypeId);
};

/** The single officer of before v100 counts only where the list is absent. */
const editOfficers = ({ reading, overview, given, fields }: Edit, members: Members): void => {
  const found = overview.case;
  const groups = given('caseOfficerGroupIds');
  if (!isAbsent(groups)) fields.assigneeGroupIds = readGroups(reading, 'caseOfficerGroupIds', groups);
  const isListed = members('caseOfficerIds') !== undefined;
  const value = isListed ? given('caseOfficerIds') : (given('caseOfficerId') ?? undefined);
  if (value === undefined && isAbsent(groups)) return;
  const before = reading.problems.length;
  const present = officersOfCase(found);
  const [first, ...others] = value === undefined ? present : readOfficers(reading, value, present);
  const hasGroups = (fields.assigneeGroupIds ?? found.assigneeGroupIds).length > 0;
  const isMissing = first === undefined && (value === null || !hasGroups);
  if (isMissing && reading.problems.length === before) {
    addProblem(reading.problems, 'caseOfficerIds', texts.required('caseOfficerIds'));
  }
  if (value === undefined) return;
  fields.ownerId = first ?? null;
  fields.assigneeIds = others;
};

const editOffense = ({ reading, given, fields, facet }: Edit): void => {
  const description = given('offenseDescription');
  const location = given('offenseLocation');
  const date = given('offenseDate');
  if (description !== undefined) fields.description = readText(reading, 'offenseDescription', description, 10_000);
  if (location !== undefined) facet.offenseLocation = readText(reading, 'offenseLocation', location, 1000);
  if (date !== undefined) facet.offenseDate = readDate(reading, 'offenseDate', date)?.toISOString() ?? null;
};

/** `""` and null say the same, so that a caller who may not see review dates leaves them alone by sending either. */
const editReview = ({ reading, wire, given, fields }: Edit): void => {
  const date = given('reviewDate');
  const notes = given('reviewDateNotes');
  if (date !== undefined && !(isAbsent(date || null) && wire.reviewDate === null)) {
    fields.reviewAt = readDate(reading, 'reviewDate', date);
  }
  if (notes !== undefined && !(notes === null && wire.reviewDateNotes === '')) {
    fields.reviewNotes = readText(reading, 'reviewDateNotes', notes, 10_000) ?? '';
  }
};

/** Whether the case is to be open; undefined: as it is. A closing date says nothing of an open case. */
const editActive = ({ reading, wire, given, facet }: Edit): boolean | undefined => {
  const active = given('active');
  const open = active === undefined ? wire.active : readActive(reading, active);
  const closedDate = given('closedDate');
  if (!open && closedDate !== undefined) {
    const at = readDate(reading, 'closedDate', closedDate);
    const stays = (at && showDate(at)) === wire.closedDate;
    if (!stays) facet.closing = at === null ? null : { closedDate: at.toISOString() };
  }
  return open === wire.active ? undefined : open;
};

/** Details that would be shown alike are no change. */
const editTags = ({ reading, wire, given, fields, facet }: Edit): void => {
  const value = given('tags');
  if (isAbsent(value)) return;
  const tags = readTags(reading, value);
  if (isSame(tags, wire.tags)) return;
  fields.tags = tags.map(({ name }) => name);
  facet.tags = tags;
};

const isShownAs = (form: NewSubmission, shown: NonNullable<WireCase['formData']>[number]): boolean => {
  const { text, visibilityId, dateFields } = formFacet(form);
  return (
    (text ?? form.data) === shown.data && visibilityId === shown.visibilityId && isSame(dateFields, shown.dateFields)
  );
};

/** Entries that say what is shown stay as they are, whichever face they came through. */
const editForms = ({ reading, overview, wire, given }: Edit): readonly NewSubmission[] | undefined => {
  const value = given('formData');
  if (isAbsent(value)) return undefined;
  return readForms(reading, value).map((form) => {
    const index = overview.submissions.findIndex(({ formId }) => formId === form.formId);
    const shown = wire.formData?.[index];
    return (shown && isShownAs(form, shown) && overview.submissions[index]) || form;
  });
};

/** Derived anew only while it still is the derived one ((f)). */
const editSubject = ({ reading: { tenant }, overview, fields }: Edit): void => {
  const found = overview.case;
  if (found.subject !== deriveSubject(tenant, found.description, found.offenseTypeId, found.reference)) return;
  const { description, offenseTypeId, reference } = { ...found, ...fields };
  const subject = deriveSubject(tenant, description, offenseTypeId, reference);
  if (subject !== found.subject) fields.subject = subject;
};

/**
 * What the body changes of the case; undefined: nothing. `wire`: the case as GET answers this caller now. Fails with
 * `invalid`, all wrong members at once.
 */
export const readCaseEdit = (
  reading: Reading,
  body: object,
  overview: CaseOverview,
  wire: WireCase,
): CaseEdit | undefined => {
  const members = membersOf(body);
  const given: Members = (name) => {
    const value = members(name);
    return isSame(value, Reflect.get(wire, name)) ? undefined : value;
  };
  const edit: Edit = { reading, overview, wire, given, fields: {}, facet: {} };
  readId(reading, members('id'), overview.case.number);
  editNumberAndType(edit);
  editOfficers(edit, members);
  editOffense(edit);
  editReview(edit);
  const open = editActive(edit);
  editTags(edit);
  const forms = editForms(edit);
  const unitId = readOffice(reading, given('officeId'));
  throwProblems(reading.problems);

  const { fields, facet } = edit;
  if (unitId !== null) fields.unitId = unitId;
  editSubject(edit);
  if (Object.keys(facet).length > 0) fields.facets = asFacets(facet);
  if (Object.keys(fields).length === 0 && open === undefined && forms === undefined) return undefined;
  return {
    fields,
    ownerRule: 'enabled',
    ...(open === undefined ? {} : { open }),
    ...(forms === undefined ? {} : { forms }),
  };
};
