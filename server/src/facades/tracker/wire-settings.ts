/** The settings of auto disposition (contract tracker D9): as they are shown, and as they are sent. */
import type { DispositionChange } from '../../domain/disposition/change-settings.ts';
import type { OffenseType, Reviewer, Tenant, Unit } from '../../domain/tenants/tenant.ts';
import { type Reading, readGroups } from './case-members.ts';
import { asBoolean, asInteger, isAbsent, isObject, type Members, membersOf } from './members.ts';
import { byId } from './per-tenant.ts';
import { addProblem, texts, throwProblems } from './problems.ts';
import { organizationId } from './wire-case.ts';
import { offenseTypesOf, showOffenseType } from './wire-lists.ts';

const showReviewer = ({ disposition }: Tenant, { id, name }: Unit) => {
  const reviewer = disposition.reviewers.find(({ unitId }) => unitId === id);
  const userId = reviewer?.userId ?? null;
  return {
    officeId: id,
    officeName: name,
    generalTaskFromUserId: userId,
    generalTaskFromUserGroupId: reviewer?.groupId ?? null,
    isDefault: reviewer?.isDefault ?? false,
    isGeneralTaskFromUser: userId !== null,
  };
};

const showSetting = ({ disposition }: Tenant, type: OffenseType) => {
  const saved = disposition.followUps.get(type.id);
  return {
    id: saved?.id ?? 0,
    active: saved !== undefined,
    daysToFollowUp: saved?.days ?? 0,
    organizationId: saved === undefined ? 0 : organizationId,
    organization: null,
    offenseTypeId: type.id,
    offenseType: showOffenseType(type),
  };
};

export const showSettings = (tenant: Tenant) => ({
  isAutoDispositionOn: tenant.disposition.enabled,
  officeAutoDispositionReviewers: [...tenant.units.all].sort(byId).map((unit) => showReviewer(tenant, unit)),
  settings: offenseTypesOf(tenant).map((type) => showSetting(tenant, type)),
});

/** Why a row cannot be taken: the text of its problem. */
class Refused extends Error {}

/** Reads each row of a list; the first thing wrong with each goes to `problems`. No row may name the same thing as another. */
const readRows = <T>(
  { problems }: Reading,
  member: string,
  value: unknown,
  read: (row: Members) => { readonly id: number; readonly row: T | undefined },
): T[] => {
  if (!Array.isArray(value)) {
    addProblem(problems, member, isAbsent(value) ? texts.required(member) : texts.wrong);
    return [];
  }
  const rows: T[] = [];
  const ids = new Set<number>();
  for (const item of value) {
    try {
      if (!isObject(item)) throw new Refused(texts.wrong);
      const { id, row } = read(membersOf(item));
      if (ids.has(id)) throw new Refused(`The id ${id} is there twice.`);
      ids.add(id);
      if (row !== undefined) rows.push(row);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      addProblem(problems, member, error.message);
    }
  }
  return rows;
};

const requireInteger = (value: unknown): number => {
  const integer = asInteger(value);
  if (integer === undefined) throw new Refused(texts.wrong);
  return integer;
};

/** A row as GET shows a type without setting (`id` 0, 0 days) says nothing; else only type and days count. */
const readFollowUp = ({ tenant }: Reading, row: Members) => {
  const offenseTypeId = requireInteger(row('offenseTypeId'));
  if (!tenant.offenseTypes.has(offenseTypeId)) throw new Refused(texts.noOffenseType(offenseTypeId));
  const days = requireInteger(row('daysToFollowUp'));
  if (days === 0 && asInteger(row('id')) === 0) return { id: offenseTypeId, row: undefined };
  if (days < 1 || days > 36_500) throw new Refused('The daysToFollowUp must be from 1 to 36500.');
  return { id: offenseTypeId, row: { offenseTypeId, days } };
};

const readUserId = (tenant: Tenant, value: unknown): number => {
  const id = requireInteger(value);
  const user = tenant.users.byId.get(id);
  if (user === undefined || user.removed) throw new Refused(texts.noUser(id));
  return id;
};

const readGroupId = (tenant: Tenant, value: unknown): number | null => {
  if (isAbsent(value)) return null;
  const id = requireInteger(value);
  if (!tenant.groups.byId.has(id)) throw new Refused(texts.noGroup(id));
  return id;
};

/** `isGeneralTaskFromUser` says which of the two ids counts; the other is not read. */
const readReviewer = ({ tenant }: Reading, row: Members): { id: number; row: Reviewer } => {
  const unitId = requireInteger(row('officeId'));
  if (!tenant.units.byId.has(unitId)) throw new Refused(texts.noOffice(unitId));
  const fromUser = asBoolean(row('isGeneralTaskFromUser'));
  const isDefault = isAbsent(row('isDefault')) ? false : asBoolean(row('isDefault'));
  if (fromUser === undefined || isDefault === undefined) throw new Refused(texts.wrong);
  const userId = fromUser ? readUserId(tenant, row('generalTaskFromUserId')) : null;
  const groupId = fromUser ? null : readGroupId(tenant, row('generalTaskFromUserGroupId'));
  return { id: unitId, row: { unitId, userId, groupId, isDefault } };
};

const readReviewers = (reading: Reading, value: unknown): Reviewer[] => {
  const member = 'officeAutoDispositionReviewers';
  if (isAbsent(value)) return [];
  const reviewers = readRows(reading, member, value, (row) => readReviewer(reading, row));
  if (reviewers.filter(({ isDefault }) => isDefault).length > 1) {
    addProblem(reading.problems, member, 'Only one office can be the default.');
  }
  return reviewers;
};

const readGroupList = (reading: Reading, member: string, value: unknown): readonly number[] => {
  if (isAbsent(value)) addProblem(reading.problems, member, texts.required(member));
  return readGroups(reading, member, value);
};

const readSwitch = ({ problems }: Reading, value: unknown): boolean => {
  const on = asBoolean(value);
  const member = 'isAutoDispositionOn';
  if (on === undefined) addProblem(problems, member, isAbsent(value) ? texts.required(member) : texts.wrong);
  return on ?? false;
};

/** The body of PUT settings. Fails with `invalid`, all wrong members at once. */
export const readSettings = (reading: Reading, body: object): DispositionChange => {
  const members = membersOf(body);
  const groups = (member: string) => readGroupList(reading, member, members(member));
  const change: DispositionChange = {
    enabled: readSwitch(reading, members('isAutoDispositionOn')),
    listGroupIds: groups('listPermissionGroupIds'),
    createGroupIds: groups('createPermissionGroupIds'),
    updateGroupIds: groups('updatePermissionGroupIds'),
    followUps: readRows(reading, 'settings', members('settings'), (row) => readFollowUp(reading, row)),
    reviewers: readReviewers(reading, members('officeAutoDispositionReviewers')),
  };
  throwProblems(reading.problems);
  return change;
};
