/**
 * A tenant's configuration as the store keeps it, row by row. The snapshot that requests read is built from these rows,
 * and a tenant file is applied by comparing with them.
 */
import type { GrantKind, Permission } from '../access/permission.ts';
import type { FaceName } from '../actor.ts';
import type { AttributeKind, Calendar, CaseTypeTask, FormField } from './tenant.ts';

export interface Settings {
  readonly numberFormat: string;
  readonly sender: string | null;
  readonly sessions: { readonly egainMinutes: number; readonly tokenHours: number; readonly workspaceHours: number };
  readonly smtp: {
    readonly host: string;
    readonly port: number;
    readonly security: 'starttls' | 'tls' | 'none';
    readonly user: string | null;
    /** Sealed under DOCKET_SECRET_KEY, base64. */
    readonly passwordSealed: string | null;
  } | null;
  readonly screening: {
    readonly groupUnitIds: readonly number[];
    readonly secondaryFields: string;
    readonly customFields: readonly {
      readonly typeId: string;
      readonly label: string;
      readonly attribute: string;
      readonly required: boolean;
    }[];
  };
}

export interface TenantRow {
  readonly tenant_id: number;
  readonly uid: string;
  readonly key: string;
  readonly name: string;
  readonly timezone: string;
  readonly language: string;
  readonly number_start: number;
  readonly hosts: readonly string[];
  readonly settings: Settings;
  readonly config_version: number;
}

interface Placed {
  readonly position: number;
}

export interface UnitRow extends Placed {
  readonly unit_id: number;
  readonly uid: string;
  readonly key: string;
  readonly name: string;
  readonly parent_id: number | null;
  readonly ext_ref: string | null;
}

export interface UserRow extends Placed {
  readonly user_id: number;
  readonly uid: string;
  readonly login: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email: string | null;
  readonly password_hash: string | null;
  readonly home_unit_id: number | null;
  readonly disabled: boolean;
  readonly removed: boolean;
  readonly licences: readonly string[];
}

/** `bytea` columns as PostgreSQL writes them: `\x` and lower-case hex. */
export interface CredentialRow extends Placed {
  readonly credential_id: string;
  readonly facade: Exclude<FaceName, 'docket'>;
  readonly user_id: number;
  readonly key_id: string | null;
  readonly secret_sealed: string | null;
  readonly token_hash: string | null;
}

export interface Named {
  readonly key: string;
  readonly name: string;
  readonly description: string | null;
}

export interface CaseTypeDefinition {
  readonly startersGroupId: number | null;
  readonly managersGroupId: number | null;
  readonly statuses: {
    readonly start: string;
    readonly active: readonly string[];
    readonly escalated: string | null;
    readonly closed: string;
    readonly descriptions: Readonly<Record<string, string>>;
  };
  readonly subtypes: readonly Named[];
  readonly stages: readonly Named[];
  readonly closure: { readonly default: string | null; readonly reasons: readonly string[] };
  readonly target: {
    readonly days: number | null;
    readonly hours: number | null;
    readonly calendar: string | null;
    readonly reminderHours: number | null;
  } | null;
  readonly tasks: readonly CaseTypeTask[];
  readonly reassignmentGroupIds: readonly number[];
  readonly escalationGroupId: number | null;
}

export interface QueueRow extends Placed {
  readonly queue_id: number;
  readonly uid: string;
  readonly key: string;
  readonly ext_ref: string | null;
  readonly name: string;
  readonly unit_id: number;
  readonly prefix: string;
  readonly number_from: number;
  readonly number_to: number;
  readonly case_type: string | null;
  readonly service_timeout: number | null;
}

/** Table by table, in the order in which rows can be added; `position` is the order of the tenant file. */
export interface ConfigurationRows {
  readonly units: readonly UnitRow[];
  readonly unit_shares: readonly {
    readonly unit_id: number;
    readonly to_unit_id: number;
    readonly activities: boolean;
  }[];
  readonly groups: readonly ({
    readonly group_id: number;
    readonly uid: string;
    readonly key: string;
    readonly name: string;
  } & Placed)[];
  readonly roles: readonly ({ readonly key: string; readonly permissions: readonly (Permission | '*')[] } & Placed)[];
  readonly users: readonly UserRow[];
  readonly user_units: readonly ({ readonly user_id: number; readonly unit_id: number } & Placed)[];
  readonly user_groups: readonly ({ readonly user_id: number; readonly group_id: number } & Placed)[];
  readonly user_roles: readonly ({ readonly user_id: number; readonly role_key: string } & Placed)[];
  readonly grants: readonly ({
    readonly user_id: number;
    readonly target_id: number;
    readonly allow: readonly GrantKind[];
  } & Placed)[];
  readonly credentials: readonly CredentialRow[];
  readonly calendars: readonly (Calendar & Placed)[];
  readonly case_types: readonly ({
    readonly key: string;
    readonly name: string;
    readonly is_default: boolean;
    readonly definition: CaseTypeDefinition;
  } & Placed)[];
  readonly attributes: readonly ({
    readonly key: string;
    readonly label: string;
    readonly kind: AttributeKind;
    readonly options: readonly string[];
    readonly multiple: boolean;
    readonly max_length: number;
  } & Placed)[];
  readonly forms: readonly ({
    readonly form_id: number;
    readonly key: string;
    readonly name: string;
    readonly fields: readonly FormField[];
  } & Placed)[];
  readonly offense_types: readonly ({ readonly offense_type_id: number; readonly name: string } & Placed)[];
  readonly classifications: readonly ({ readonly code: string; readonly name: string } & Placed)[];
  readonly disposition: readonly {
    readonly enabled: boolean;
    readonly list_groups: readonly number[];
    readonly create_groups: readonly number[];
    readonly update_groups: readonly number[];
  }[];
  readonly disposition_reviewers: readonly {
    readonly unit_id: number;
    readonly user_id: number | null;
    readonly group_id: number | null;
    readonly is_default: boolean;
  }[];
  readonly disposition_follow_ups: readonly {
    readonly offense_type_id: number;
    readonly follow_up_id: number;
    readonly days: number;
  }[];
  readonly queues: readonly QueueRow[];
}

export interface StoredConfiguration {
  readonly tenant: TenantRow;
  readonly rows: ConfigurationRows;
}

export type TableName = keyof ConfigurationRows;

/** Columns of each table that the configuration owns; the first `keys` of them, with tenant_id, are its primary key. */
export interface Table {
  readonly name: TableName;
  readonly keys: number;
  readonly columns: readonly string[];
}

const table = (name: TableName, keys: number, ...columns: string[]): Table => ({ name, keys, columns });

export const tables: readonly Table[] = [
  table('units', 1, 'unit_id', 'uid', 'key', 'name', 'parent_id', 'ext_ref', 'position'),
  table('unit_shares', 2, 'unit_id', 'to_unit_id', 'activities'),
  table('groups', 1, 'group_id', 'uid', 'key', 'name', 'position'),
  table('roles', 1, 'key', 'permissions', 'position'),
  table(
    'users',
    1,
    'user_id',
    'uid',
    'login',
    'first_name',
    'last_name',
    'email',
    'password_hash',
    'home_unit_id',
    'disabled',
    'removed',
    'licences',
    'position',
  ),
  table('user_units', 2, 'user_id', 'unit_id', 'position'),
  table('user_groups', 2, 'user_id', 'group_id', 'position'),
  table('user_roles', 2, 'user_id', 'role_key', 'position'),
  table('grants', 2, 'user_id', 'target_id', 'allow', 'position'),
  table('credentials', 1, 'credential_id', 'facade', 'user_id', 'key_id', 'secret_sealed', 'token_hash', 'position'),
  table('calendars', 1, 'key', 'days', 'hours', 'holidays', 'timezone', 'position'),
  table('case_types', 1, 'key', 'name', 'is_default', 'definition', 'position'),
  table('attributes', 1, 'key', 'label', 'kind', 'options', 'multiple', 'max_length', 'position'),
  table('forms', 1, 'form_id', 'key', 'name', 'fields', 'position'),
  table('offense_types', 1, 'offense_type_id', 'name', 'position'),
  table('classifications', 1, 'code', 'name', 'position'),
  table('disposition', 0, 'enabled', 'list_groups', 'create_groups', 'update_groups'),
  table('disposition_reviewers', 1, 'unit_id', 'user_id', 'group_id', 'is_default'),
  table('disposition_follow_ups', 1, 'offense_type_id', 'follow_up_id', 'days'),
  table(
    'queues',
    1,
    'queue_id',
    'uid',
    'key',
    'ext_ref',
    'name',
    'unit_id',
    'prefix',
    'number_from',
    'number_to',
    'case_type',
    'service_timeout',
    'position',
  ),
];
