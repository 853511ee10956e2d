/** Attributes, calendars, forms, case types, offense types, classifications, disposition and queues of the file, as rows. */
import type { CaseTypeDefinition, ConfigurationRows } from '../../domain/tenants/configuration-rows.ts';
import type { TenantDocument } from '../schema.ts';
import type { Context } from './context.ts';

type CaseType = NonNullable<TenantDocument['caseTypes']>[number];

export const attributeRows = ({ document }: Context): Pick<ConfigurationRows, 'attributes' | 'calendars'> => ({
  attributes: (document.attributes ?? []).map((attribute, position) => ({
    key: attribute.key,
    label: attribute.label ?? attribute.key,
    kind: attribute.kind,
    options: attribute.options ?? [],
    multiple: attribute.multiple ?? false,
    max_length: attribute.maxLength ?? 1024,
    position,
  })),
  calendars: (document.calendars ?? []).map((calendar, position) => ({
    key: calendar.key,
    days: calendar.days ?? ['mon', 'tue', 'wed', 'thu', 'fri'],
    hours: calendar.hours ?? [],
    holidays: calendar.holidays ?? null,
    timezone: calendar.timezone ?? null,
    position,
  })),
});

export const formRows = ({ document, forms }: Context): Pick<ConfigurationRows, 'forms'> => ({
  forms: (document.forms ?? []).map((form, position) => ({
    form_id: forms.get(form.key)?.id ?? 0,
    key: form.key,
    name: form.name,
    fields: (form.fields ?? []).map(({ name, label, kind, options }) => ({
      name,
      label: label ?? name,
      kind,
      options: (options ?? []).map((option) => ({ value: option.value, label: option.label ?? option.value })),
    })),
    position,
  })),
});

/** The type there is where the file lists none. */
const plainType: CaseType = {
  key: 'case',
  name: 'Case',
  default: true,
  statuses: { start: 'open', active: ['open'], closed: 'closed' },
};

const defineCaseType = (type: CaseType, groupId: (key: string | undefined) => number | null): CaseTypeDefinition => {
  const named = (entries: CaseType['subtypes']) =>
    (entries ?? []).map(({ key, name, description }) => ({ key, name, description: description ?? null }));
  const { statuses, target } = type;
  return {
    startersGroupId: groupId(type.starters),
    managersGroupId: groupId(type.managers),
    statuses: {
      start: statuses.start,
      active: statuses.active ?? [],
      escalated: statuses.escalated ?? null,
      closed: statuses.closed,
      descriptions: statuses.descriptions ?? {},
    },
    subtypes: named(type.subtypes),
    stages: named(type.stages),
    closure: { default: type.closure?.default ?? null, reasons: type.closure?.reasons ?? [] },
    target: target
      ? {
          days: target.days ?? null,
          hours: target.hours ?? null,
          calendar: target.calendar ?? null,
          reminderHours: target.reminderHours ?? null,
        }
      : null,
    tasks: (type.tasks ?? []).map((task) => ({
      key: task.key,
      name: task.name,
      min: task.min ?? 0,
      max: task.max ?? null,
      prerequisites: task.prerequisites ?? [],
      cancelable: task.cancelable ?? false,
    })),
    reassignmentGroupIds: (type.reassignmentGroups ?? []).flatMap((key) => groupId(key) ?? []),
    escalationGroupId: groupId(type.escalationGroup),
  };
};

export const caseTypeRows = (context: Context): Pick<ConfigurationRows, 'case_types'> => ({
  case_types: (context.document.caseTypes ?? [plainType]).map((type, position) => ({
    key: type.key,
    name: type.name,
    is_default: type.default ?? false,
    definition: defineCaseType(type, (key) => (key === undefined ? null : context.idOf('groups', key))),
    position,
  })),
});

export const offenseRows = ({ document }: Context): Pick<ConfigurationRows, 'offense_types' | 'classifications'> => ({
  offense_types: (document.offenseTypes ?? []).map(({ id, name }, position) => ({
    offense_type_id: id,
    name,
    position,
  })),
  classifications: (document.classifications ?? []).map(({ code, name }, position) => ({ code, name, position })),
});

type DispositionRows = Pick<ConfigurationRows, 'disposition' | 'disposition_reviewers' | 'disposition_follow_ups'>;

/** `follow_up_id` 0: new, its number is taken from the sequence when it is written. */
export const dispositionRows = (context: Context): DispositionRows => {
  const { enabled, reviewers = [], followUpDays = {}, groups = {} } = context.document.disposition ?? {};
  const groupIds = (list: readonly (number | string)[] | undefined) => [
    ...new Set((list ?? []).map((group) => (typeof group === 'number' ? group : context.idOf('groups', group)))),
  ];
  const named = reviewers.map((reviewer) => ({
    unit_id: context.idOf('units', reviewer.unit),
    user_id: reviewer.user === undefined ? null : context.idOf('users', reviewer.user),
    group_id: reviewer.group === undefined ? null : context.idOf('groups', reviewer.group),
    is_default: reviewer.default ?? false,
  }));
  // A unit whose reviewer was unset at run time says the same as a unit that the file does not name.
  const units = new Set([...context.units.values()].map((unit) => unit.id));
  const unset = context.stored.disposition_reviewers.filter(
    (row) =>
      row.user_id === null &&
      row.group_id === null &&
      units.has(row.unit_id) &&
      !named.some((r) => r.unit_id === row.unit_id),
  );
  const storedIds = new Map(
    context.stored.disposition_follow_ups.map((row) => [row.offense_type_id, row.follow_up_id]),
  );
  return {
    disposition: [
      {
        enabled: enabled ?? false,
        list_groups: groupIds(groups.list),
        create_groups: groupIds(groups.create),
        update_groups: groupIds(groups.update),
      },
    ],
    disposition_reviewers: [
      ...named,
      ...unset.map((row) => ({ ...row, is_default: row.is_default && !named.some((reviewer) => reviewer.is_default) })),
    ],
    disposition_follow_ups: Object.entries(followUpDays).map(([id, days]) => ({
      offense_type_id: Number(id),
      follow_up_id: storedIds.get(Number(id)) ?? 0,
      days,
    })),
  };
};

export const queueRows = (context: Context): Pick<ConfigurationRows, 'queues'> => ({
  queues: (context.document.queues ?? []).map((queue, position) => ({
    queue_id: context.queues.get(queue.key)?.id ?? 0,
    uid: context.queues.get(queue.key)?.uid ?? '',
    key: queue.key,
    ext_ref: queue.extRef ?? null,
    name: queue.name,
    unit_id: context.idOf('units', queue.unit),
    prefix: queue.ticket?.prefix ?? '',
    number_from: queue.ticket?.from ?? 1,
    number_to: queue.ticket?.to ?? 999,
    case_type: queue.caseType ?? null,
    service_timeout: queue.serviceTimeoutMinutes ?? null,
    position,
  })),
});
