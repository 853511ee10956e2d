/** Rules for attributes, calendars, case types, disposition and queues that the schema cannot say. */
import { isHolidayRegion } from '../../domain/case-types/holidays.ts';
import type { Path } from '../problems.ts';
import type { TenantDocument } from '../schema.ts';
import { reportCircles } from './check-people.ts';
import { isZone, type Report, reportTwice } from './report.ts';

const checkAttributes = (document: TenantDocument, report: Report): void => {
  for (const [i, attribute] of (document.attributes ?? []).entries()) {
    const path: Path = ['attributes', i];
    if (attribute.kind === 'choice') {
      if (!attribute.options) report(path, "an attribute of the kind choice has 'options'");
      for (const [o, option] of (attribute.options ?? []).entries()) {
        if (attribute.multiple && option.includes(';'))
          report([...path, 'options', o], 'an option of several holds no `;`');
      }
    } else {
      if (attribute.options) report([...path, 'options'], "only an attribute of the kind choice has 'options'");
      if (attribute.multiple) report([...path, 'multiple'], "only an attribute of the kind choice is 'multiple'");
    }
    if (attribute.maxLength !== undefined && attribute.kind !== 'text') {
      report([...path, 'maxLength'], "only an attribute of the kind text has 'maxLength'");
    }
  }
};

const checkCalendars = (document: TenantDocument, report: Report): void => {
  for (const [i, { hours = [], holidays, timezone }] of (document.calendars ?? []).entries()) {
    const path: Path = ['calendars', i];
    if (holidays !== undefined && !isHolidayRegion(holidays)) {
      report([...path, 'holidays'], `the holidays of '${holidays}' are not known`);
    }
    if (timezone !== undefined && !isZone(timezone)) report([...path, 'timezone'], `'${timezone}' is no IANA zone`);
    let end = '';
    for (const [h, span] of hours.entries()) {
      if (span.from >= span.to) report([...path, 'hours', h, 'to'], "'to' must be later than 'from'");
      if (span.from < end) report([...path, 'hours', h, 'from'], 'the hours must be in order and not overlap');
      end = span.to;
    }
  }
};

type CaseType = NonNullable<TenantDocument['caseTypes']>[number];

const checkStatuses = ({ statuses }: CaseType, path: Path, report: Report): void => {
  const active = statuses.active ?? [];
  const working = new Set([statuses.start, ...active]);
  if (working.has(statuses.closed))
    report([...path, 'closed'], `'${statuses.closed}' cannot be closed and something else`);
  if (statuses.escalated !== undefined && (working.has(statuses.escalated) || statuses.escalated === statuses.closed)) {
    report([...path, 'escalated'], `'${statuses.escalated}' cannot be escalated and something else`);
  }
  const all = new Set([...working, statuses.escalated, statuses.closed]);
  for (const status of Object.keys(statuses.descriptions ?? {})) {
    if (!all.has(status)) report([...path, 'descriptions', status], `there is no status '${status}' in the case type`);
  }
};

const checkTasks = ({ tasks = [] }: CaseType, path: Path, report: Report): void => {
  const before = new Map(tasks.map((task) => [task.key, task.prerequisites ?? []]));
  for (const [i, task] of tasks.entries()) {
    if (task.max !== undefined && task.max < (task.min ?? 0))
      report([...path, i, 'max'], "'max' must not be less than 'min'");
    for (const [p, key] of (task.prerequisites ?? []).entries()) {
      if (!before.has(key)) report([...path, i, 'prerequisites', p], `there is no task '${key}' in the case type`);
    }
  }
  reportCircles(
    tasks.map((task) => task.key),
    (key) => before.get(key) ?? [],
    (i) => report([...path, i, 'prerequisites'], 'the task would have to be done before itself'),
  );
};

const checkCaseTypes = (document: TenantDocument, report: Report): void => {
  const types = document.caseTypes;
  if (!types) return;
  const defaults = [...types.entries()].filter(([, type]) => type.default);
  if (defaults.length === 0) report(['caseTypes'], "one case type must have 'default: true'");
  for (const [i] of defaults.slice(1))
    report(['caseTypes', i, 'default'], "only one case type may have 'default: true'");
  for (const [i, type] of types.entries()) {
    checkStatuses(type, ['caseTypes', i, 'statuses'], report);
    checkTasks(type, ['caseTypes', i, 'tasks'], report);
    const { default: reason, reasons = [] } = type.closure ?? {};
    if (reason !== undefined && reasons.length > 0 && !reasons.includes(reason)) {
      report(['caseTypes', i, 'closure', 'default'], `'${reason}' is not among the reasons`);
    }
    if (type.target && type.target.days === undefined && type.target.hours === undefined) {
      report(['caseTypes', i, 'target'], "a target has 'days' or 'hours'");
    }
  }
};

const checkDisposition = (document: TenantDocument, report: Report): void => {
  const reviewers = document.disposition?.reviewers ?? [];
  const path: Path = ['disposition', 'reviewers'];
  reportTwice(
    reviewers,
    (reviewer) => reviewer.unit,
    (i) => [...path, i, 'unit'],
    'the unit',
    report,
  );
  for (const [i, reviewer] of reviewers.entries()) {
    if ((reviewer.user === undefined) === (reviewer.group === undefined)) {
      report([...path, i], "a reviewer has either 'user' or 'group'");
    }
  }
  const defaults = [...reviewers.entries()].filter(([, reviewer]) => reviewer.default);
  for (const [i] of defaults.slice(1)) report([...path, i, 'default'], "only one reviewer may have 'default: true'");
};

export const checkCases = (document: TenantDocument, report: Report): void => {
  const { timezone } = document.tenant;
  if (timezone !== undefined && !isZone(timezone)) report(['tenant', 'timezone'], `'${timezone}' is no IANA zone`);
  checkAttributes(document, report);
  checkCalendars(document, report);
  checkCaseTypes(document, report);
  checkDisposition(document, report);
  for (const [i, { ticket = {} }] of (document.queues ?? []).entries()) {
    if ((ticket.from ?? 1) > (ticket.to ?? 999))
      report(['queues', i, 'ticket'], "'from' must not be greater than 'to'");
  }
};
