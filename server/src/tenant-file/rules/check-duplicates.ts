/** Keys, ids, logins, tokens and numbers that are there twice. */
import type { TenantDocument } from '../schema.ts';
import { type Report, reportTwice } from './report.ts';

type Entry = Readonly<Record<string, unknown>>;

/** The list's member that names an entry, and what messages call it. */
const lists: readonly { list: keyof TenantDocument; member: string; what: string }[] = [
  { list: 'units', member: 'key', what: 'the unit' },
  { list: 'groups', member: 'key', what: 'the group' },
  { list: 'roles', member: 'key', what: 'the role' },
  { list: 'users', member: 'login', what: 'the login' },
  { list: 'attributes', member: 'key', what: 'the attribute' },
  { list: 'calendars', member: 'key', what: 'the calendar' },
  { list: 'forms', member: 'key', what: 'the form' },
  { list: 'caseTypes', member: 'key', what: 'the case type' },
  { list: 'queues', member: 'key', what: 'the queue' },
  { list: 'classifications', member: 'code', what: 'the classification' },
  { list: 'customers', member: 'personalId', what: 'the personalId' },
];
const unique = ['id', 'uid', 'extRef'] as const;
const notUnique = new Set(['customers.extRef']);

export const checkDuplicates = (document: TenantDocument, report: Report): void => {
  for (const { list, member, what } of lists) {
    const entries = (document[list] ?? []) as readonly Entry[];
    const twice = (name: string, said: string) =>
      reportTwice(
        entries,
        (entry) => entry[name] as string | number | undefined,
        (i) => [list, i, name],
        said,
        report,
      );
    twice(member, what);
    for (const name of unique) if (!notUnique.has(`${list}.${name}`)) twice(name, `the ${name}`);
  }
  reportTwice(
    document.offenseTypes ?? [],
    (type) => type.id,
    (i) => ['offenseTypes', i, 'id'],
    'the id',
    report,
  );
  const hosts = document.tenant.hosts ?? [];
  reportTwice(
    hosts,
    (host) => host.toLowerCase(),
    (i) => ['tenant', 'hosts', i],
    'the host',
    report,
  );
  const screening = document.screening?.customFields ?? [];
  const field = (member: string) => (i: number) => ['screening', 'customFields', i, member];
  reportTwice(screening, (entry) => entry.typeId, field('typeId'), 'the typeId', report);
  reportTwice(screening, (entry) => entry.attribute, field('attribute'), 'the attribute', report);
  for (const [f, form] of (document.forms ?? []).entries()) {
    reportTwice(
      form.fields ?? [],
      (entry) => entry.name,
      (i) => ['forms', f, 'fields', i, 'name'],
      'the field',
      report,
    );
    for (const [n, { options = [] }] of (form.fields ?? []).entries()) {
      reportTwice(
        options,
        (o) => o.value,
        (i) => ['forms', f, 'fields', n, 'options', i, 'value'],
        'the value',
        report,
      );
    }
  }
  for (const [t, type] of (document.caseTypes ?? []).entries()) {
    for (const part of ['subtypes', 'stages', 'tasks'] as const) {
      reportTwice<{ key: string }>(
        type[part] ?? [],
        (entry) => entry.key,
        (i) => ['caseTypes', t, part, i, 'key'],
        'the key',
        report,
      );
    }
  }
};
