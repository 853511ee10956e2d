/** The body of `POST /api/cases/{id}/permissions` (contract tracker D8). */
import type { Restriction } from '../../domain/cases/restrict-case.ts';
import type { Reading } from './case-members.ts';
import { asFacets } from './facet.ts';
import { asBoolean, asInteger, isAbsent, isObject, membersOf } from './members.ts';
import { addProblem, texts, throwProblems } from './problems.ts';

const member = 'casePermissionsForGroups';

/** What went wrong first with the list, as the text of its problem. */
class Refused extends Error {}

/** The ids of `[{"id"}]`, each known; none where the list is absent. */
const readIds = (value: unknown, isKnown: (id: number) => boolean, unknown: (id: number) => string): number[] => {
  if (isAbsent(value)) return [];
  if (!Array.isArray(value)) throw new Refused(texts.wrong);
  return value.map((entry) => {
    const id = isObject(entry) ? asInteger(membersOf(entry)('id')) : undefined;
    if (id === undefined) throw new Refused(texts.wrong);
    if (!isKnown(id)) throw new Refused(unknown(id));
    return id;
  });
};

interface Listed {
  readonly permissionGroupId: number | null;
  readonly userIds: readonly number[];
  readonly groupIds: readonly number[];
}

const readEntry = ({ tenant }: Reading, entry: unknown): Listed => {
  if (!isObject(entry)) throw new Refused(texts.wrong);
  const members = membersOf(entry);
  const group = members('permissionGroup');
  const permissions = members('permissions') ?? {};
  if (isAbsent(group) && isAbsent(members('permissions'))) throw new Refused(texts.wrong);
  if (!isObject(permissions) || !(isAbsent(group) || isObject(group))) throw new Refused(texts.wrong);
  const isGroup = (id: number): boolean => tenant.groups.byId.has(id);
  const isUser = (id: number): boolean => tenant.users.byId.get(id)?.removed === false;
  const groupId = isObject(group) ? membersOf(group)('id') : null;
  const [permissionGroupId = null] = isAbsent(groupId) ? [] : readIds([group], isGroup, texts.noGroup);
  const listed = membersOf(permissions);
  const groups = (name: string): number[] => readIds(listed(name), isGroup, texts.noGroup);
  return {
    permissionGroupId,
    userIds: readIds(listed('users'), isUser, texts.noUser),
    groupIds: [...groups('userGroups'), ...groups('permissionGroups')],
  };
};

const readEntries = (reading: Reading, value: unknown): Listed[] => {
  if (isAbsent(value)) return [];
  if (!Array.isArray(value)) {
    addProblem(reading.problems, member, texts.wrong);
    return [];
  }
  return value.flatMap((entry) => {
    try {
      return [readEntry(reading, entry)];
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      addProblem(reading.problems, member, error.message);
      return [];
    }
  });
};

/**
 * Who is to see the case beside org admins. `permissionGroup` is kept, and gives nobody any right. Fails with `invalid`,
 * all wrong members at once.
 */
export const readRestriction = (reading: Reading, body: object): Restriction => {
  const members = membersOf(body);
  const given = members('isEntityRestricted');
  const restricted = asBoolean(given);
  if (restricted === undefined) {
    const message = isAbsent(given) ? texts.required('isEntityRestricted') : texts.wrong;
    addProblem(reading.problems, 'isEntityRestricted', message);
  }
  const entries = readEntries(reading, members(member));
  throwProblems(reading.problems);
  const permissionGroupIds = restricted ? entries.map(({ permissionGroupId }) => permissionGroupId) : null;
  return {
    restricted: restricted === true,
    userIds: [...new Set(entries.flatMap(({ userIds }) => userIds))],
    groupIds: [...new Set(entries.flatMap(({ groupIds }) => groupIds))],
    facets: asFacets({ permissionGroupIds }),
  };
};
