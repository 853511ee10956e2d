/** Names that nothing in the file bears: a unit, group, role, user, case type, calendar, attribute, offense type. */
import type { Path } from '../problems.ts';
import type { TenantDocument } from '../schema.ts';
import type { Report } from './report.ts';

type Kind = 'unit' | 'group' | 'role' | 'user' | 'case type' | 'calendar' | 'attribute';
type Require = (kind: Kind, name: string | undefined, path: Path) => void;

const namesOf = (document: TenantDocument): Record<Kind, Set<string>> => {
  const keys = (entries: readonly { key: string }[] | undefined) => new Set((entries ?? []).map((entry) => entry.key));
  return {
    unit: keys(document.units),
    group: keys(document.groups),
    role: keys(document.roles),
    user: new Set((document.users ?? []).map((user) => user.login)),
    'case type': document.caseTypes ? keys(document.caseTypes) : new Set(['case']),
    calendar: keys(document.calendars),
    attribute: keys(document.attributes),
  };
};

const checkPeople = (document: TenantDocument, require: Require): void => {
  const all = (kind: Kind, names: readonly string[] | undefined, path: Path) => {
    for (const [index, name] of (names ?? []).entries()) require(kind, name, [...path, index]);
  };
  for (const [i, unit] of (document.units ?? []).entries()) {
    require('unit', unit.parent, ['units', i, 'parent']);
    for (const [s, share] of (unit.sharesWith ?? []).entries())
      require('unit', share.unit, ['units', i, 'sharesWith', s, 'unit']);
  }
  for (const [i, user] of (document.users ?? []).entries()) {
    require('unit', user.home, ['users', i, 'home']);
    all('unit', user.foreign, ['users', i, 'foreign']);
    all('role', user.roles, ['users', i, 'roles']);
    all('group', user.groups, ['users', i, 'groups']);
  }
  for (const [i, grant] of (document.grants ?? []).entries()) {
    require('user', grant.user, ['grants', i, 'user']);
    require('user', grant.target, ['grants', i, 'target']);
  }
  for (const [i, entry] of (document.credentials ?? []).entries())
    require('user', entry.user, ['credentials', i, 'user']);
  all('unit', document.screening?.groups, ['screening', 'groups']);
};

const checkCases = (document: TenantDocument, require: Require): void => {
  for (const [i, type] of (document.caseTypes ?? []).entries()) {
    const path: Path = ['caseTypes', i];
    require('group', type.starters, [...path, 'starters']);
    require('group', type.managers, [...path, 'managers']);
    require('group', type.escalationGroup, [...path, 'escalationGroup']);
    require('calendar', type.target?.calendar, [...path, 'target', 'calendar']);
    for (const [g, group] of (type.reassignmentGroups ?? []).entries())
      require('group', group, [...path, 'reassignmentGroups', g]);
  }
  for (const [i, field] of (document.screening?.customFields ?? []).entries()) {
    require('attribute', field.attribute, ['screening', 'customFields', i, 'attribute']);
  }
  for (const [i, queue] of (document.queues ?? []).entries()) {
    require('unit', queue.unit, ['queues', i, 'unit']);
    require('case type', queue.caseType, ['queues', i, 'caseType']);
  }
};

const checkDisposition = (document: TenantDocument, require: Require, report: Report): void => {
  const { reviewers = [], followUpDays = {}, groups = {} } = document.disposition ?? {};
  for (const [i, reviewer] of reviewers.entries()) {
    for (const kind of ['unit', 'user', 'group'] as const)
      require(kind, reviewer[kind], ['disposition', 'reviewers', i, kind]);
  }
  const offenseTypes = new Set((document.offenseTypes ?? []).map((type) => String(type.id)));
  for (const id of Object.keys(followUpDays)) {
    if (!offenseTypes.has(id))
      report(['disposition', 'followUpDays', id], `there is no offense type '${id}' in the file`);
  }
  const ids = new Set((document.groups ?? []).map((group) => group.id));
  for (const list of ['list', 'create', 'update'] as const) {
    for (const [i, group] of (groups[list] ?? []).entries()) {
      const path: Path = ['disposition', 'groups', list, i];
      if (typeof group === 'string') require('group', group, path);
      else if (!ids.has(group)) report(path, `there is no group with the id ${group} in the file`);
    }
  }
};

export const checkNames = (document: TenantDocument, report: Report): void => {
  const names = namesOf(document);
  const require: Require = (kind, name, path) => {
    if (typeof name === 'string' && !names[kind].has(name)) report(path, `there is no ${kind} '${name}' in the file`);
  };
  checkPeople(document, require);
  checkCases(document, require);
  checkDisposition(document, require, report);
};
