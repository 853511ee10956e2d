/** The body of `PUT /api/cases/{id}` against the case as it is → what the core changes (contract tracker D5). */
import { isSame } from '../../domain/cases/diff-case.ts';
import type { CaseEdit } from '../../domain/cases/edit-case.ts';
import type { CaseOverview } from '../../domain/cases/get-case-overview.ts';
import type { NewSubmission } from '../../domain/forms/submission.ts';
import { type Reading, readActive, readDate, readOfficers } from './case-members.ts';
import { showDate } from './dates.ts';
import { asFacets, formFacet } from './facet.ts';
import { readForms } from './form-members.ts';
import { readChanged, refuseWithoutOfficers, type Said } from './member-list.ts';
import { asInteger, isAbsent, type Members, membersOf } from './members.ts';
import { deriveSubject } from './new-case.ts';
import { addProblem, texts, throwProblems } from './problems.ts';
import { officersOfCase, type WireCase } from './wire-case.ts';

interface Edit extends Said {
  readonly reading: Reading;
  readonly overview: CaseOverview;
  readonly wire: WireCase;
  /** A member that differs from what GET answers this caller; undefined: it is absent, or stays. */
  readonly given: Members;
}

const readId = ({ problems }: Reading, value: unknown, number: number): void => {
  if (!isAbsent(value) && asInteger(value) !== number) addProblem(problems, 'id', texts.wrong);
};

/** The single officer of before v100 counts only where the list is absent. */
const editOfficers = ({ reading, overview, given, fields }: Edit, members: Members): void => {
  const found = overview.case;
  const isListed = members('caseOfficerIds') !== undefined;
  const value = isListed ? given('caseOfficerIds') : (given('caseOfficerId') ?? undefined);
  if (value === undefined && fields.assigneeGroupIds === undefined) return;
  const present = officersOfCase(found);
  const [first, ...others] = value === undefined ? present : readOfficers(reading, value, present);
  const hasGroups = (fields.assigneeGroupIds ?? found.assigneeGroupIds).length > 0;
  if (first === undefined && (value === null || !hasGroups)) refuseWithoutOfficers(reading.problems);
  if (value === undefined) return;
  fields.ownerId = first ?? null;
  fields.assigneeIds = others;
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
  const said = readChanged(reading, given, wire);
  const edit: Edit = { reading, overview, wire, given, ...said };
  readId(reading, members('id'), overview.case.number);
  editOfficers(edit, members);
  const open = editActive(edit);
  const forms = editForms(edit);
  throwProblems(reading.problems);

  const { fields, facet } = edit;
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
