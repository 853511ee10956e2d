/** Rows of the store → the snapshot that requests read. */
import type { GrantKind } from '../access/permission.ts';
import { openHolidays } from '../case-types/holidays.ts';
import { openZones } from '../case-types/zones.ts';
import type { ConfigurationRows, StoredConfiguration, UserRow } from './configuration-rows.ts';
import type { CaseType, Catalogue, Disposition, Queue, Tenant, Unit, User } from './tenant.ts';

const catalogue = <T extends { readonly id: number }>(
  all: readonly T[],
  keyOf: (item: T) => string,
  shown = all,
): Catalogue<T> =>
  Object.freeze({
    all: Object.freeze([...shown]),
    byId: new Map(all.map((item) => [item.id, item])),
    byKey: new Map(shown.map((item) => [keyOf(item), item])),
  });

const groupBy = <T, V>(
  items: readonly T[],
  keyOf: (item: T) => number,
  valueFrom: (item: T) => V,
): ReadonlyMap<number, readonly V[]> => {
  const groups = new Map<number, V[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(valueFrom(item));
    else groups.set(keyOf(item), [valueFrom(item)]);
  }
  return groups;
};

const buildUnits = (rows: ConfigurationRows): Unit[] => {
  const shares = groupBy(
    rows.unit_shares,
    (s) => s.unit_id,
    (s) => ({ unitId: s.to_unit_id, activities: s.activities }),
  );
  return rows.units.map((row) =>
    Object.freeze({
      id: row.unit_id,
      uid: row.uid,
      key: row.key,
      name: row.name,
      parentId: row.parent_id,
      extRef: row.ext_ref,
      sharesWith: shares.get(row.unit_id) ?? [],
    }),
  );
};

const buildUsers = (rows: ConfigurationRows): User[] => {
  const foreign = groupBy(
    rows.user_units,
    (r) => r.user_id,
    (r) => r.unit_id,
  );
  const groups = groupBy(
    rows.user_groups,
    (r) => r.user_id,
    (r) => r.group_id,
  );
  const roles = groupBy(
    rows.user_roles,
    (r) => r.user_id,
    (r) => r.role_key,
  );
  const grants = groupBy(
    rows.grants,
    (r) => r.user_id,
    (r) => [r.target_id, new Set(r.allow)] as const,
  );
  const permissions = new Map(rows.roles.map((role) => [role.key, role.permissions]));
  // By home unit: the units that let it see their cases (DESIGN S1).
  const shared = groupBy(
    rows.unit_shares.filter((share) => share.activities),
    (s) => s.to_unit_id,
    (s) => s.unit_id,
  );
  const build = (row: UserRow): User => {
    const foreignUnitIds = foreign.get(row.user_id) ?? [];
    const roleKeys = roles.get(row.user_id) ?? [];
    const own = row.home_unit_id === null ? foreignUnitIds : [row.home_unit_id, ...foreignUnitIds];
    return Object.freeze({
      id: row.user_id,
      uid: row.uid,
      login: row.login,
      firstName: row.first_name,
      lastName: row.last_name,
      email: row.email,
      passwordHash: row.password_hash,
      homeUnitId: row.home_unit_id,
      foreignUnitIds,
      groupIds: groups.get(row.user_id) ?? [],
      roleKeys,
      licences: row.licences,
      disabled: row.disabled,
      removed: row.removed,
      permissions: new Set(roleKeys.flatMap((key) => permissions.get(key) ?? [])),
      ownUnitIds: new Set(own),
      seenUnitIds: new Set([...own, ...((row.home_unit_id !== null && shared.get(row.home_unit_id)) || [])]),
      grants: new Map<number, ReadonlySet<GrantKind>>(grants.get(row.user_id) ?? []),
    });
  };
  return rows.users.map(build);
};

const buildCaseTypes = (rows: ConfigurationRows): CaseType[] =>
  rows.case_types.map(({ key, name, is_default, definition }) =>
    Object.freeze({
      ...definition,
      key,
      name,
      isDefault: is_default,
      statuses: { ...definition.statuses, descriptions: new Map(Object.entries(definition.statuses.descriptions)) },
    }),
  );

const buildDisposition = (rows: ConfigurationRows): Disposition => {
  const [row] = rows.disposition;
  return Object.freeze({
    enabled: row?.enabled ?? false,
    listGroupIds: row?.list_groups ?? [],
    createGroupIds: row?.create_groups ?? [],
    updateGroupIds: row?.update_groups ?? [],
    reviewers: rows.disposition_reviewers.map((r) => ({
      unitId: r.unit_id,
      userId: r.user_id,
      groupId: r.group_id,
      isDefault: r.is_default,
    })),
    followUps: new Map(
      rows.disposition_follow_ups.map((f) => [f.offense_type_id, { id: f.follow_up_id, days: f.days }]),
    ),
  });
};

const buildQueues = (rows: ConfigurationRows): Queue[] =>
  rows.queues.map((row) =>
    Object.freeze({
      id: row.queue_id,
      uid: row.uid,
      key: row.key,
      extRef: row.ext_ref,
      name: row.name,
      unitId: row.unit_id,
      prefix: row.prefix,
      from: row.number_from,
      to: row.number_to,
      caseType: row.case_type,
      serviceTimeoutMinutes: row.service_timeout,
    }),
  );

const byKey = <T extends { readonly key: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
  new Map(items.map((item) => [item.key, item]));

/** The frozen snapshot of one tenant. Throws where the rows hold no default case type, which no tenant file allows. */
export const buildTenant = ({ tenant, rows }: StoredConfiguration): Tenant => {
  const users = buildUsers(rows);
  const caseTypes = buildCaseTypes(rows);
  const defaultCaseType = caseTypes.find((type) => type.isDefault);
  if (!defaultCaseType) throw new Error(`The tenant '${tenant.key}' has no default case type.`);
  const groups = rows.groups.map((row) =>
    Object.freeze({ id: row.group_id, uid: row.uid, key: row.key, name: row.name }),
  );
  const { smtp, ...settings } = tenant.settings;
  return Object.freeze({
    ...settings,
    id: tenant.tenant_id,
    uid: tenant.uid,
    key: tenant.key,
    name: tenant.name,
    timezone: tenant.timezone,
    zoneOf: openZones(),
    language: tenant.language,
    hosts: tenant.hosts,
    configVersion: tenant.config_version,
    sendsMail: smtp !== null,
    units: catalogue(buildUnits(rows), (unit) => unit.key),
    groups: catalogue(groups, (group) => group.key),
    roles: byKey(rows.roles.map((row) => Object.freeze({ key: row.key, permissions: row.permissions }))),
    users: catalogue(
      users,
      (user) => user.login,
      users.filter((user) => !user.removed),
    ),
    attributes: byKey(
      rows.attributes.map(({ max_length, ...row }) => Object.freeze({ ...row, maxLength: max_length })),
    ),
    calendars: byKey(rows.calendars.map((row) => Object.freeze({ ...row, holidaysOf: openHolidays(row.holidays) }))),
    forms: catalogue(
      rows.forms.map((row) => Object.freeze({ id: row.form_id, key: row.key, name: row.name, fields: row.fields })),
      (form) => form.key,
    ),
    caseTypes: byKey(caseTypes),
    defaultCaseType,
    offenseTypes: new Map(
      rows.offense_types.map((row) => [row.offense_type_id, { id: row.offense_type_id, name: row.name }]),
    ),
    disposition: buildDisposition(rows),
    queues: catalogue(buildQueues(rows), (queue) => queue.key),
    classifications: new Map(rows.classifications.map((row) => [row.code, { code: row.code, name: row.name }])),
  });
};
