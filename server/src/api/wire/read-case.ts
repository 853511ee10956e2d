/** Wire → what a create or an edit says: names become ids. */

import type { CaseFields } from '../../domain/cases/case.ts';
import { invalid } from '../../domain/errors.ts';
import type { Tenant } from '../../domain/tenants/tenant.ts';
import { parseInstant } from '../instant.ts';
import type { CasePatchBody } from '../schemas/case.ts';

/** Fails with `invalid` `unit/unknown`. */
export const unitIdOf = (tenant: Tenant, field: string, key: string): number => {
  const unit = tenant.units.byKey.get(key);
  if (unit === undefined) throw invalid(field, 'unit/unknown', `There is no unit '${key}'.`, { unit: key });
  return unit.id;
};

/**
 * Fails with `invalid` `user/unknown`. A user who left the tenant file is still named by cases, and a value that is sent
 * back as it was is no error (DESIGN S8); the domain refuses him where he would be new.
 */
export const userIdOf = (tenant: Tenant, field: string, login: string): number => {
  const user =
    tenant.users.byKey.get(login) ?? [...tenant.users.byId.values()].find((one) => one.removed && one.login === login);
  if (user === undefined) throw invalid(field, 'user/unknown', `There is no user '${login}'.`, { login });
  return user.id;
};

export const groupIdOf = (tenant: Tenant, field: string, key: string): number => {
  const group = tenant.groups.byKey.get(key);
  if (group === undefined) throw invalid(field, 'group/unknown', `There is no group '${key}'.`, { group: key });
  return group.id;
};

/** The schema has checked it. */
const instantOf = (text: string | null): Date | null => (text === null ? null : (parseInstant(text) ?? null));

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Fields = Mutable<Partial<Omit<CaseFields, 'attributes' | 'facets'>>>;

const readPeople = (tenant: Tenant, body: CasePatchBody, fields: Fields): void => {
  const { unit, owner, assignees, assigneeGroups } = body;
  if (unit !== undefined) fields.unitId = unit === null ? null : unitIdOf(tenant, 'unit', unit);
  if (owner !== undefined) fields.ownerId = owner === null ? null : userIdOf(tenant, 'owner', owner);
  if (assignees !== undefined) {
    fields.assigneeIds = [...new Set(assignees)].map((login) => userIdOf(tenant, 'assignees', login));
  }
  if (assigneeGroups !== undefined) {
    fields.assigneeGroupIds = [...new Set(assigneeGroups)].map((key) => groupIdOf(tenant, 'assigneeGroups', key));
  }
};

const readContact = (contact: NonNullable<CasePatchBody['contact']> | null, fields: Fields): void => {
  const given = contact ?? { name: null, email: null, phone: null, address: null };
  if (given.name !== undefined) fields.contactName = given.name;
  if (given.email !== undefined) fields.contactEmail = given.email;
  if (given.phone !== undefined) fields.contactPhone = given.phone;
  if (given.address !== undefined) fields.contactAddress = given.address;
};

const copied = [
  'reference',
  'subtype',
  'stage',
  'status',
  'subject',
  'description',
  'solution',
  'severity',
  'externalReference',
  'language',
] as const;

/** The fields that a body names, attributes apart. Fails with `invalid` (`unit/unknown`, `user/unknown`, `group/unknown`). */
export const readFields = (tenant: Tenant, body: CasePatchBody): Fields => {
  const fields: Fields = {};
  for (const name of copied) if (body[name] !== undefined) Object.assign(fields, { [name]: body[name] });
  readPeople(tenant, body, fields);
  if (body.contact !== undefined) readContact(body.contact, fields);
  if (body.offenseType !== undefined) fields.offenseTypeId = body.offenseType;
  if (body.customer !== undefined) fields.customerId = body.customer;
  if (body.tags !== undefined) fields.tags = body.tags ?? [];
  if (body.dueAt !== undefined) fields.dueAt = instantOf(body.dueAt);
  if (body.reviewAt !== undefined) fields.reviewAt = instantOf(body.reviewAt);
  if (body.reviewNotes !== undefined) fields.reviewNotes = body.reviewNotes ?? '';
  return fields;
};

type Attributes = NonNullable<CasePatchBody['attributes']>;

/** A time among the attributes is written as times are everywhere here. Fails with `invalid` `attribute/invalid`. */
const readTime = (key: string, value: Attributes[string]): Attributes[string] => {
  if (value === null || value === '') return value;
  const at = typeof value === 'string' ? parseInstant(value) : undefined;
  if (at !== undefined) return at.toISOString();
  throw invalid(`attributes.${key}`, 'attribute/invalid', 'The value is an instant, RFC 3339.', { key });
};

/** The attributes that a body names, judged as far as they are this face's affair; null empties all. */
export const readAttributes = (tenant: Tenant, given: Attributes | null | undefined): Attributes | undefined => {
  if (given === undefined) return undefined;
  if (given === null) return Object.fromEntries([...tenant.attributes.keys()].map((key) => [key, null]));
  // From entries, so that a member `__proto__` stays a member, which the domain does not know.
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => [
      key,
      tenant.attributes.get(key)?.kind === 'datetime' ? readTime(key, value) : value,
    ]),
  );
};
