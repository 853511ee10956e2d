/** The members of a case as they are sent, one reader each (contract tracker D3). What is wrong goes to `problems`. */
import { isLongerThan } from '../../domain/cases/judge-fields.ts';
import type { Tenant } from '../../domain/tenants/tenant.ts';
import { hasControl, isForbiddenText } from '../../http/text.ts';
import { parseDate } from './dates.ts';
import type { TagDetail } from './facet.ts';
import { asBoolean, asIds, asInteger, isAbsent, isObject, membersOf } from './members.ts';
import { addProblem, type Problems, texts } from './problems.ts';

export interface Reading {
  readonly tenant: Tenant;
  /** Milliseconds. */
  readonly now: number;
  readonly problems: Problems;
}

/** A number may come as an integer. */
export const asCaseNumber = (value: unknown): unknown => (Number.isSafeInteger(value) ? String(value) : value);

export const readCaseNumber = ({ problems }: Reading, value: unknown): string => {
  const text = asCaseNumber(value);
  const refuse = (message: string): string => {
    addProblem(problems, 'caseNumber', message);
    return '';
  };
  if (isAbsent(text)) return refuse(texts.required('caseNumber'));
  if (typeof text !== 'string') return refuse(texts.wrong);
  if ([...text.slice(0, 6)].length < 3) return refuse(texts.tooShort);
  if (isLongerThan(text, 75)) return refuse(texts.tooLong);
  if (text.trim() === '') return refuse(texts.wrong);
  return hasControl(text) || isForbiddenText(text) ? refuse(texts.badText) : text;
};

/** Null where it is absent or null. */
export const readText = ({ problems }: Reading, member: string, value: unknown, max: number): string | null => {
  if (isAbsent(value)) return null;
  if (typeof value !== 'string') addProblem(problems, member, texts.wrong);
  else if (isLongerThan(value, max)) addProblem(problems, member, texts.tooLong);
  else if (isForbiddenText(value)) addProblem(problems, member, texts.badText);
  else return value;
  return null;
};

/** Null where it is absent, null or `""`. */
export const readDate = ({ tenant, now, problems }: Reading, member: string, value: unknown): Date | null => {
  if (isAbsent(value) || value === '') return null;
  const at = typeof value === 'string' ? parseDate(value, tenant.timezone, now) : undefined;
  if (at === undefined) addProblem(problems, member, texts.badDate);
  return at ?? null;
};

export const readOffenseType = ({ tenant, problems }: Reading, value: unknown): number => {
  const id = asInteger(value);
  if (isAbsent(value)) addProblem(problems, 'offenseTypeId', texts.required('offenseTypeId'));
  else if (id === undefined) addProblem(problems, 'offenseTypeId', texts.wrong);
  else if (!tenant.offenseTypes.has(id)) addProblem(problems, 'offenseTypeId', texts.noOffenseType(id));
  return id ?? 0;
};

export const readActive = ({ problems }: Reading, value: unknown): boolean => {
  const active = asBoolean(value);
  if (active === undefined) addProblem(problems, 'active', texts.wrong);
  return active ?? true;
};

/** The unit's id, or null for 0, absent and null, which name none. */
export const readOffice = ({ tenant, problems }: Reading, value: unknown): number | null => {
  if (isAbsent(value)) return null;
  const id = asInteger(value);
  if (id === undefined) addProblem(problems, 'officeId', texts.wrong);
  else if (id !== 0 && !tenant.units.byId.has(id)) addProblem(problems, 'officeId', texts.noOffice(id));
  return id === undefined || id === 0 ? null : id;
};

/** Active users; those in `known` may be inactive too (they were officers before). */
export const readOfficers = (
  { tenant, problems }: Reading,
  value: unknown,
  known: readonly number[] = [],
): readonly number[] => {
  const ids = isAbsent(value) ? [] : asIds(value);
  if (ids === undefined) addProblem(problems, 'caseOfficerIds', texts.wrong);
  for (const id of ids ?? []) {
    const user = tenant.users.byId.get(id);
    const isActive = user !== undefined && !user.removed && !user.disabled;
    if (!isActive && !known.includes(id)) addProblem(problems, 'caseOfficerIds', texts.noUser(id));
  }
  return ids ?? [];
};

/** Groups of the tenant, on whichever member they stand. Null and absent are none. */
export const readGroups = ({ tenant, problems }: Reading, member: string, value: unknown): readonly number[] => {
  const ids = isAbsent(value) ? [] : asIds(value);
  if (ids === undefined) addProblem(problems, member, texts.wrong);
  for (const id of ids ?? []) {
    if (!tenant.groups.byId.has(id)) addProblem(problems, member, texts.noGroup(id));
  }
  return ids ?? [];
};

const defaultColor = '#4b9b62';

/** How a tag is shown of which no more is known than its name. */
export const plainTag = (name: string): TagDetail => ({ name, tagModelId: 0, color: defaultColor, tagUsedBy: 1 });

const readTag = (value: unknown): TagDetail | undefined => {
  if (typeof value !== 'string' && !isObject(value)) return undefined;
  const members = typeof value === 'string' ? membersOf({ name: value }) : membersOf(value);
  const name = members('name');
  if (typeof name !== 'string' || name === '' || isLongerThan(name, 100) || isForbiddenText(name)) return undefined;
  const plain = plainTag(name);
  const tagModelId = asInteger(members('tagModelId') ?? plain.tagModelId);
  const tagUsedBy = asInteger(members('tagUsedBy') ?? plain.tagUsedBy);
  const color = members('color') ?? plain.color;
  if (tagModelId === undefined || tagUsedBy === undefined) return undefined;
  if (typeof color !== 'string' || isLongerThan(color, 100) || isForbiddenText(color)) return undefined;
  return { name, tagModelId, color, tagUsedBy };
};

/** D4: objects with a name, or names; of two tags of one name the first. Null and absent are none. */
export const readTags = ({ problems }: Reading, value: unknown): readonly TagDetail[] => {
  if (isAbsent(value)) return [];
  const tags = Array.isArray(value) ? value.map(readTag) : [undefined];
  const byName = new Map<string, TagDetail>();
  for (const tag of tags) {
    if (tag === undefined) {
      addProblem(problems, 'tags', texts.wrong);
      return [];
    }
    if (!byName.has(tag.name)) byName.set(tag.name, tag);
  }
  return [...byName.values()];
};
