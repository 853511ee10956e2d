/**
 * A tenant's configuration as one frozen snapshot, held in memory and replaced whole when it changes (`directory.ts`).
 * Requests read it without asking the database; what only the database can promise (uniqueness, the wall between
 * tenants) stays there.
 */
import type { GrantKind, Permission } from '../access/permission.ts';
import type { HolidaysOf } from '../case-types/holidays.ts';
import type { ZoneOf } from '../case-types/zones.ts';

/** Rows of one kind in tenant-file order, and by either name. */
export interface Catalogue<T> {
  readonly all: readonly T[];
  readonly byId: ReadonlyMap<number, T>;
  readonly byKey: ReadonlyMap<string, T>;
}

export interface Unit {
  readonly id: number;
  readonly uid: string;
  readonly key: string;
  readonly name: string;
  readonly parentId: number | null;
  readonly extRef: string | null;
  /** Units that this one shares its work with, one way and one step (DESIGN S1). */
  readonly sharesWith: readonly { readonly unitId: number; readonly activities: boolean }[];
}

export interface Group {
  readonly id: number;
  readonly uid: string;
  readonly key: string;
  readonly name: string;
}

export interface Role {
  readonly key: string;
  readonly permissions: readonly (Permission | '*')[];
}

export interface User {
  readonly id: number;
  readonly uid: string;
  readonly login: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly passwordHash: string | null;
  readonly homeUnitId: number | null;
  readonly foreignUnitIds: readonly number[];
  readonly groupIds: readonly number[];
  readonly roleKeys: readonly string[];
  readonly licences: readonly string[];
  readonly disabled: boolean;
  /** Left the tenant file; kept because history names him. Cannot sign in, is in no list. */
  readonly removed: boolean;
  /** From here on: computed when the snapshot is built. */
  readonly permissions: ReadonlySet<Permission | '*'>;
  /** Home and foreign units: where he acts (DESIGN S2). */
  readonly ownUnitIds: ReadonlySet<number>;
  /** His own units and those shared with his home unit with activities: what he sees (DESIGN S1). */
  readonly seenUnitIds: ReadonlySet<number>;
  /** By the other user's id: what he may do to that user's work. */
  readonly grants: ReadonlyMap<number, ReadonlySet<GrantKind>>;
}

export interface CaseTypeTask {
  readonly key: string;
  readonly name: string;
  readonly min: number;
  readonly max: number | null;
  readonly prerequisites: readonly string[];
  readonly cancelable: boolean;
}

export interface CaseType {
  readonly key: string;
  readonly name: string;
  readonly isDefault: boolean;
  /** Group that may create cases of this type; null: whoever may create at all (DESIGN S19). */
  readonly startersGroupId: number | null;
  /** Group of case managers; binds GOSS alone. */
  readonly managersGroupId: number | null;
  readonly statuses: {
    readonly start: string;
    readonly active: readonly string[];
    readonly escalated: string | null;
    readonly closed: string;
    /** Shown text of a status; the key where there is none. */
    readonly descriptions: ReadonlyMap<string, string>;
  };
  readonly subtypes: readonly { readonly key: string; readonly name: string; readonly description: string | null }[];
  readonly stages: readonly { readonly key: string; readonly name: string; readonly description: string | null }[];
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

export type AttributeKind = 'text' | 'choice' | 'integer' | 'datetime';

export interface Attribute {
  readonly key: string;
  readonly label: string;
  readonly kind: AttributeKind;
  readonly options: readonly string[];
  readonly multiple: boolean;
  /** Text: longest value, in UTF-16 units. */
  readonly maxLength: number;
}

export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly kind: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export interface Form {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly fields: readonly FormField[];
}

export interface OffenseType {
  readonly id: number;
  readonly name: string;
}

export interface Reviewer {
  readonly unitId: number;
  readonly userId: number | null;
  readonly groupId: number | null;
  readonly isDefault: boolean;
}

export interface Disposition {
  readonly enabled: boolean;
  readonly reviewers: readonly Reviewer[];
  /** By offense type id: the setting's own id, and the days from creation to review. */
  readonly followUps: ReadonlyMap<number, { readonly id: number; readonly days: number }>;
  readonly listGroupIds: readonly number[];
  readonly createGroupIds: readonly number[];
  readonly updateGroupIds: readonly number[];
}

export interface Queue {
  readonly id: number;
  readonly uid: string;
  readonly key: string;
  readonly extRef: string | null;
  readonly name: string;
  readonly unitId: number;
  readonly prefix: string;
  readonly from: number;
  readonly to: number;
  /** Null: the tenant's default type. */
  readonly caseType: string | null;
  readonly serviceTimeoutMinutes: number | null;
}

export interface Calendar {
  readonly key: string;
  /** `mon` … `sun`. */
  readonly days: readonly string[];
  /** Local times of day, `HH:MM`; none: the whole day. */
  readonly hours: readonly { readonly from: string; readonly to: string }[];
  /** Region of the holidays, as `GB-ENG`; null: none. */
  readonly holidays: string | null;
  readonly timezone: string | null;
}

/** A calendar with its holidays at hand. */
export interface WorkingCalendar extends Calendar {
  readonly holidaysOf: HolidaysOf;
}

export interface ScreeningField {
  readonly typeId: string;
  readonly label: string;
  readonly attribute: string;
  readonly required: boolean;
}

export interface Tenant {
  readonly id: number;
  readonly uid: string;
  readonly key: string;
  readonly name: string;
  /** IANA zone. */
  readonly timezone: string;
  /** Its own zone, and those of its calendars, by name. */
  readonly zoneOf: ZoneOf;
  readonly language: string;
  readonly hosts: readonly string[];
  readonly configVersion: number;
  readonly units: Catalogue<Unit>;
  readonly groups: Catalogue<Group>;
  readonly roles: ReadonlyMap<string, Role>;
  /** By id, removed users included; `byKey` is by login, without removed ones; `all` without removed ones. */
  readonly users: Catalogue<User>;
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly calendars: ReadonlyMap<string, WorkingCalendar>;
  readonly forms: Catalogue<Form>;
  readonly caseTypes: ReadonlyMap<string, CaseType>;
  readonly defaultCaseType: CaseType;
  readonly screening: {
    readonly groupUnitIds: readonly number[];
    readonly secondaryFields: string;
    readonly customFields: readonly ScreeningField[];
  };
  readonly offenseTypes: ReadonlyMap<number, OffenseType>;
  readonly disposition: Disposition;
  readonly queues: Catalogue<Queue>;
  readonly classifications: ReadonlyMap<string, { readonly code: string; readonly name: string }>;
  /** Address that messages come from, where the file names one. */
  readonly sender: string | null;
  /** Whether the file names a mail server (contract tracker D9). */
  readonly sendsMail: boolean;
  /** How a reference is made of a case's number: holds `{number}`, or `{number:6}` for zeros up to six digits. */
  readonly numberFormat: string;
  readonly sessions: { readonly egainMinutes: number; readonly tokenHours: number; readonly workspaceHours: number };
}
