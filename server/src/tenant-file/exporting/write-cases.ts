/** Rows of what cases are made of, as the tenant file says them. What has its default is left out. */
import type { CaseTypeDefinition, ConfigurationRows, Named } from '../../domain/tenants/configuration-rows.ts';
import type { TenantDocument } from '../schema.ts';
import type { Names } from './names.ts';
import { some, unless, without } from './omit.ts';

type Cases = Pick<
  TenantDocument,
  'attributes' | 'calendars' | 'forms' | 'caseTypes' | 'offenseTypes' | 'disposition' | 'queues' | 'classifications'
>;

const writeStatuses = ({ statuses }: CaseTypeDefinition) =>
  without({
    start: statuses.start,
    active: some(statuses.active),
    escalated: statuses.escalated,
    closed: statuses.closed,
    descriptions: Object.keys(statuses.descriptions).length > 0 ? { ...statuses.descriptions } : null,
  });

const writeNamed = (entries: readonly Named[]) => some(entries.map((entry) => without({ ...entry })));

const writeTasks = ({ tasks }: CaseTypeDefinition) =>
  some(
    tasks.map((task) =>
      without({
        key: task.key,
        name: task.name,
        min: unless(task.min, 0),
        max: task.max,
        prerequisites: some(task.prerequisites),
        cancelable: task.cancelable || null,
      }),
    ),
  );

const writeCaseType = (row: ConfigurationRows['case_types'][number], names: Names) => {
  const { definition } = row;
  const { closure } = definition;
  const group = (id: number | null) => (id === null ? null : names.group(id));
  return without({
    key: row.key,
    name: row.name,
    default: row.is_default || null,
    starters: group(definition.startersGroupId),
    managers: group(definition.managersGroupId),
    statuses: writeStatuses(definition),
    subtypes: writeNamed(definition.subtypes),
    stages: writeNamed(definition.stages),
    closure:
      closure.default === null && closure.reasons.length === 0
        ? null
        : without({ default: closure.default, reasons: some(closure.reasons) }),
    target: definition.target && without({ ...definition.target }),
    tasks: writeTasks(definition),
    reassignmentGroups: some(definition.reassignmentGroupIds.map(names.group)),
    escalationGroup: group(definition.escalationGroupId),
  });
};

const writeDisposition = (rows: ConfigurationRows, names: Names): NonNullable<TenantDocument['disposition']> => {
  const [row] = rows.disposition;
  const positions = new Map(rows.units.map((unit) => [unit.unit_id, unit.position]));
  const reviewers = rows.disposition_reviewers
    .filter((reviewer) => reviewer.user_id !== null || reviewer.group_id !== null)
    .toSorted((a, b) => (positions.get(a.unit_id) ?? 0) - (positions.get(b.unit_id) ?? 0))
    .map((reviewer) =>
      without({
        unit: names.unit(reviewer.unit_id),
        user: reviewer.user_id === null ? null : names.user(reviewer.user_id),
        group: reviewer.group_id === null ? null : names.group(reviewer.group_id),
        default: reviewer.is_default || null,
      }),
    );
  const followUps = rows.disposition_follow_ups.map((entry) => [String(entry.offense_type_id), entry.days] as const);
  const groups = without({
    list: some(row?.list_groups ?? []),
    create: some(row?.create_groups ?? []),
    update: some(row?.update_groups ?? []),
  });
  return without({
    enabled: row?.enabled ?? false,
    reviewers: some(reviewers),
    followUpDays: followUps.length > 0 ? Object.fromEntries(followUps) : null,
    groups: Object.keys(groups).length > 0 ? groups : null,
  });
};

const writeQueues = (rows: ConfigurationRows, names: Names): NonNullable<TenantDocument['queues']> =>
  rows.queues.map((row) =>
    without({
      key: row.key,
      id: row.queue_id,
      uid: row.uid,
      extRef: row.ext_ref,
      name: row.name,
      unit: names.unit(row.unit_id),
      ticket: { prefix: row.prefix, from: row.number_from, to: row.number_to },
      caseType: row.case_type,
      serviceTimeoutMinutes: row.service_timeout,
    }),
  );

export const writeCases = (rows: ConfigurationRows, names: Names): Cases => ({
  attributes: rows.attributes.map((row) =>
    without({
      key: row.key,
      label: row.label,
      kind: row.kind,
      options: some(row.options),
      multiple: row.multiple || null,
      maxLength: unless(row.max_length, 1024),
    }),
  ),
  calendars: rows.calendars.map(({ key, days, hours, holidays, timezone }) =>
    without({ key, days: [...days] as CalendarDays, hours: some(hours), holidays, timezone }),
  ),
  forms: rows.forms.map((row) =>
    without({
      key: row.key,
      id: row.form_id,
      name: row.name,
      fields: some(
        row.fields.map((field) => without({ ...field, kind: field.kind as FieldKind, options: some(field.options) })),
      ),
    }),
  ),
  caseTypes: rows.case_types.map((row) => writeCaseType(row, names)),
  offenseTypes: rows.offense_types.map((row) => ({ id: row.offense_type_id, name: row.name })),
  disposition: writeDisposition(rows, names),
  queues: writeQueues(rows, names),
  classifications: rows.classifications.map(({ code, name }) => ({ code, name })),
});

type CalendarDays = NonNullable<NonNullable<TenantDocument['calendars']>[number]['days']>;
type FieldKind = NonNullable<NonNullable<TenantDocument['forms']>[number]['fields']>[number]['kind'];
