/** Changed rows in the words of the tenant file. */
import { isDeepStrictEqual } from 'node:util';
import type { ConfigurationRows, TableName, TenantRow } from '../../domain/tenants/configuration-rows.ts';
import type { ConfigurationChange } from '../../domain/tenants/configurator.ts';
import type { Row, TableChanges } from './compare-rows.ts';

export type Change = ConfigurationChange;

interface Names {
  unit(id: unknown): string;
  user(id: unknown): string;
  offenseType(id: unknown): string;
}

interface Telling {
  readonly what: string;
  keyOf(row: Row, names: Names): string;
  /** Set where the rows are a part of something else: every difference is a change of that key of it. */
  readonly part?: string;
}

const byKey = (what: string, column = 'key'): Telling => ({ what, keyOf: (row) => String(row[column]) });
const ofUser = (part: string): Telling => ({ what: 'user', part, keyOf: (row, names) => names.user(row['user_id']) });
const ofDisposition = (part: string): Telling => ({ what: 'disposition', part, keyOf: () => '' });

const tellings: Readonly<Record<TableName, Telling>> = {
  units: byKey('unit'),
  unit_shares: { what: 'unit', part: 'sharesWith', keyOf: (row, names) => names.unit(row['unit_id']) },
  groups: byKey('group'),
  roles: byKey('role'),
  users: byKey('user', 'login'),
  user_units: ofUser('foreign'),
  user_groups: ofUser('groups'),
  user_roles: ofUser('roles'),
  grants: { what: 'grant', keyOf: (row, names) => `${names.user(row['user_id'])} → ${names.user(row['target_id'])}` },
  credentials: {
    what: 'credential',
    keyOf: (row, names) => `${row['facade']} ${row['key_id'] ?? names.user(row['user_id'])}`,
  },
  calendars: byKey('calendar'),
  case_types: byKey('case type'),
  attributes: byKey('attribute'),
  forms: byKey('form'),
  offense_types: byKey('offense type', 'offense_type_id'),
  classifications: byKey('classification', 'code'),
  disposition: ofDisposition('groups'),
  disposition_reviewers: ofDisposition('reviewers'),
  disposition_follow_ups: ofDisposition('followUpDays'),
  queues: byKey('queue'),
};

const fieldNames: Readonly<Record<string, string>> = {
  ext_ref: 'extRef',
  parent_id: 'parent',
  unit_id: 'unit',
  user_id: 'user',
  first_name: 'firstName',
  last_name: 'lastName',
  password_hash: 'password',
  home_unit_id: 'home',
  secret_sealed: 'secret',
  is_default: 'default',
  max_length: 'maxLength',
  prefix: 'ticket',
  number_from: 'ticket',
  number_to: 'ticket',
  case_type: 'caseType',
  service_timeout: 'serviceTimeoutMinutes',
  position: 'order',
  startersGroupId: 'starters',
  managersGroupId: 'managers',
  reassignmentGroupIds: 'reassignmentGroups',
  escalationGroupId: 'escalationGroup',
  numberFormat: 'caseNumbers',
  personal_id: 'personalId',
};

/** Keys of the file for columns; a JSON column (`definition`, `settings`) is told by what differs in it. */
export const fieldsOf = (before: Row, after: Row, columns: readonly string[]): string[] => {
  const names = columns.flatMap((column) => {
    if (column !== 'definition' && column !== 'settings') return column;
    const [old, now] = [before[column] as Row, after[column] as Row];
    return Object.keys(now).filter((member) => !isDeepStrictEqual(old[member], now[member]));
  });
  return [...new Set(names.map((name) => fieldNames[name] ?? name))];
};

const namesOf = (stored: ConfigurationRows, wanted: ConfigurationRows): Names => {
  const units = new Map([...stored.units, ...wanted.units].map((row) => [row.unit_id, row.key]));
  const users = new Map([...stored.users, ...wanted.users].map((row) => [row.user_id, row.login]));
  return {
    unit: (id) => units.get(id as number) ?? String(id),
    user: (id) => users.get(id as number) ?? String(id),
    offenseType: String,
  };
};

/** A user who leaves the file, or comes back, stays a row. */
const actionOnUser = (before: Row, after: Row): Change['action'] =>
  before['removed'] === after['removed'] ? 'change' : after['removed'] ? 'remove' : 'create';

const describeTable = ({ table, added, changed, removed }: TableChanges, names: Names): Change[] => {
  const { what, keyOf, part } = tellings[table.name];
  const tell = (action: Change['action'], row: Row, fields: readonly string[] = []): Change => ({
    action: part ? 'change' : action,
    what,
    key: keyOf(row, names),
    fields: part ? [part] : action === 'change' ? fields : [],
  });
  const changes = changed.map(({ before, after, columns }) => {
    if (table.name === 'disposition') return { ...tell('change', after), fields: dispositionFields(columns) };
    return tell(
      table.name === 'users' ? actionOnUser(before, after) : 'change',
      after,
      fieldsOf(before, after, columns),
    );
  });
  const moves = added.length + removed.length > 0 || changes.some(({ action }) => action !== 'change');
  // Where something comes or goes, all that stands after it moves: no news.
  const news = changes.filter((change) => !(moves && change.fields.length === 1 && change.fields[0] === 'order'));
  return [...removed.map((row) => tell('remove', row)), ...added.map((row) => tell('create', row)), ...news];
};

const dispositionFields = (columns: readonly string[]): string[] => [
  ...new Set(columns.map((column) => (column === 'enabled' ? 'enabled' : 'groups'))),
];

/** Changes of the parts of a thing join the thing's own; those of a new or leaving one go without saying. */
const join = (changes: readonly Change[]): Change[] => {
  const joined = new Map<string, Change>();
  for (const change of changes) {
    const name = `${change.what} ${change.key}`;
    const known = joined.get(name);
    if (!known) joined.set(name, change);
    else if (known.action === 'change' && change.action === 'change') {
      joined.set(name, { ...known, fields: [...new Set([...known.fields, ...change.fields])] });
    } else if (known.action === 'change') joined.set(name, change);
  }
  return [...joined.values()];
};

/** The plan: what applying changes, in the order of the tables. */
export const describeChanges = (
  tables: readonly TableChanges[],
  stored: ConfigurationRows,
  wanted: ConfigurationRows,
): Change[] => {
  const names = namesOf(stored, wanted);
  return join(tables.flatMap((table) => describeTable(table, names)));
};

const tenantColumns = ['uid', 'name', 'timezone', 'language', 'hosts', 'settings'] as const;

export const describeTenant = (stored: TenantRow | undefined, wanted: TenantRow): Change[] => {
  if (!stored) return [{ action: 'create', what: 'tenant', key: wanted.key, fields: [] }];
  const columns = tenantColumns.filter((column) => !isDeepStrictEqual(stored[column], wanted[column]));
  if (columns.length === 0) return [];
  const fields = fieldsOf(stored as unknown as Row, wanted as unknown as Row, columns);
  return [{ action: 'change', what: 'tenant', key: wanted.key, fields }];
};
