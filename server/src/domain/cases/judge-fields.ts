/** What the core itself demands of a case's fields, whichever face they come through (DESIGN S7, S8, S16). */
import { invalid } from '../errors.ts';
import type { Attribute, CaseType, Tenant } from '../tenants/tenant.ts';
import { type AttributeValue, type CaseFields, severities } from './case.ts';

/** Widths in code points; the widest of any face (S8). */
export const widths = {
  subject: 1024,
  solution: 1024,
  description: 10_000,
  note: 10_000,
  externalReference: 200,
  contactName: 255,
  contactEmail: 255,
  contactPhone: 255,
  contactAddress: 1000,
  reviewNotes: 10_000,
  language: 35,
  tag: 100,
  closureReason: 1024,
  closureNote: 10_000,
} as const;

/** Longer than `max` code points; counts only where the UTF-16 length leaves a doubt. */
export const isLongerThan = (text: string, max: number): boolean => {
  if (text.length <= max) return false;
  if (text.length > max * 2) return true;
  let count = 0;
  for (const _ of text) if (++count > max) return true;
  return false;
};

/** Text that the store and every wire can carry: no U+0000, no half of a surrogate pair. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

/** Fails with `invalid` where a text has more than `max` code points, or cannot be stored. Absent is fine. */
export const requireText = (field: string, text: string | null | undefined, max: number): void => {
  if (text === null || text === undefined) return;
  if (!isStorable(text)) {
    throw invalid(field, 'case/invalid-text', `${field} holds U+0000 or half of a surrogate pair.`);
  }
  if (isLongerThan(text, max)) {
    throw invalid(field, 'case/too-long', `${field} has more than ${max} characters.`, { max });
  }
};

/** Fails with `invalid` `case/invalid-date`: the store and every wire know the years 1 to 9999. */
export const requireDate = (field: string, at: Date | null | undefined): void => {
  if (at === null || at === undefined) return;
  const year = at.getUTCFullYear();
  if (Number.isNaN(at.getTime()) || year < 1 || year > 9999) {
    throw invalid(field, 'case/invalid-date', `${field} is not a date of the years 1 to 9999.`);
  }
};

/** Whether a status of the type may be set by an edit: one of the active ones, or the escalated one. */
export const isSettableStatus = (type: CaseType, status: string): boolean =>
  type.statuses.active.includes(status) || type.statuses.escalated === status;

const requireConfigured = (tenant: Tenant, type: CaseType, fields: Partial<CaseFields>): void => {
  const { subtype, stage, status, offenseTypeId, severity } = fields;
  if (typeof subtype === 'string' && !type.subtypes.some(({ key }) => key === subtype)) {
    throw invalid('subtype', 'case/unknown-subtype', `The case type '${type.key}' has no subtype '${subtype}'.`);
  }
  if (typeof stage === 'string' && !type.stages.some(({ key }) => key === stage)) {
    throw invalid('stage', 'case/unknown-stage', `The case type '${type.key}' has no stage '${stage}'.`);
  }
  if (status !== undefined && !isSettableStatus(type, status)) {
    throw invalid('status', 'case/unknown-status', `The case type '${type.key}' has no active status '${status}'.`);
  }
  if (typeof offenseTypeId === 'number' && !tenant.offenseTypes.has(offenseTypeId)) {
    throw invalid('offenseType', 'case/unknown-offense-type', `There is no offense type ${offenseTypeId}.`);
  }
  if (severity !== undefined && !severities.includes(severity)) {
    throw invalid('severity', 'case/unknown-severity', `severity is one of ${severities.join(', ')}.`);
  }
};

const requirePeople = (tenant: Tenant, fields: Partial<CaseFields>, before: readonly number[]): void => {
  const { unitId, ownerId, assigneeIds = [], assigneeGroupIds = [] } = fields;
  if (typeof unitId === 'number' && !tenant.units.byId.has(unitId)) {
    throw invalid('unit', 'unit/unknown', `There is no unit ${unitId}.`, { unitId });
  }
  const knowsUser = (id: number): boolean => before.includes(id) || tenant.users.byId.get(id)?.removed === false;
  if (typeof ownerId === 'number' && !knowsUser(ownerId)) {
    throw invalid('owner', 'user/unknown', `There is no user ${ownerId}.`, { userId: ownerId });
  }
  const strangers = assigneeIds.filter((id) => !knowsUser(id));
  if (strangers.length > 0) {
    throw invalid('assignees', 'user/unknown', `There is no user ${strangers[0]}.`, { userIds: strangers });
  }
  const unknownGroups = assigneeGroupIds.filter((id) => !tenant.groups.byId.has(id));
  if (unknownGroups.length > 0) {
    throw invalid('assigneeGroups', 'group/unknown', `There is no group ${unknownGroups[0]}.`, {
      groupIds: unknownGroups,
    });
  }
};

const fail = (attribute: Attribute, message: string): never => {
  throw invalid(`attributes.${attribute.key}`, 'attribute/invalid', message, {
    key: attribute.key,
    kind: attribute.kind,
  });
};

const judgeChoice = (attribute: Attribute, value: AttributeValue): AttributeValue => {
  const values: unknown = attribute.multiple ? value : [value];
  if (!Array.isArray(values) || values.some((item) => typeof item !== 'string')) {
    return fail(attribute, attribute.multiple ? 'The value is a list of options.' : 'The value is one option.');
  }
  const stranger = values.find((item: string) => !attribute.options.includes(item));
  if (stranger !== undefined) return fail(attribute, `'${stranger}' is no option of '${attribute.key}'.`);
  if (new Set(values).size !== values.length) return fail(attribute, 'An option is named twice.');
  return value;
};

/**
 * One attribute's value as it is kept (S16), or null where it is no value (empty text; of a multiple one an empty list).
 * Fails with `invalid` `attribute/invalid`; `params` name the key and the kind.
 */
export const judgeAttribute = (attribute: Attribute, value: AttributeValue): AttributeValue | null => {
  if (value === '' || (attribute.multiple && Array.isArray(value) && value.length === 0)) return null;
  if (attribute.kind === 'choice') return judgeChoice(attribute, value);
  if (attribute.kind === 'integer') {
    const text = typeof value === 'number' ? String(value) : value;
    if (typeof text !== 'string' || !/^-?[0-9]{1,9}$/.test(text)) {
      return fail(attribute, 'The value is a whole number of at most nine digits.');
    }
    return Number(text) + 0;
  }
  if (typeof value !== 'string') return fail(attribute, 'The value is a text.');
  if (attribute.kind === 'datetime') {
    const at = new Date(value);
    return Number.isNaN(at.getTime()) ? fail(attribute, 'The value is an instant, RFC 3339.') : at.toISOString();
  }
  if (value.length > attribute.maxLength)
    return fail(attribute, `The value has more than ${attribute.maxLength} characters.`);
  return isStorable(value) ? value : fail(attribute, 'The value holds U+0000 or half of a surrogate pair.');
};

/** Judges every given attribute, and orders them as the tenant file does. Unknown keys fail with `attribute/unknown`. */
export const judgeAttributes = (
  tenant: Tenant,
  values: { readonly [key: string]: AttributeValue | null },
): { [key: string]: AttributeValue } => {
  for (const key of Object.keys(values)) {
    if (!tenant.attributes.has(key)) {
      throw invalid(`attributes.${key}`, 'attribute/unknown', `There is no attribute '${key}'.`, { key });
    }
  }
  const judged: { [key: string]: AttributeValue } = {};
  for (const attribute of tenant.attributes.values()) {
    const value = Object.hasOwn(values, attribute.key) ? values[attribute.key] : null;
    if (value === null || value === undefined) continue;
    const kept = judgeAttribute(attribute, value);
    if (kept !== null) judged[attribute.key] = kept;
  }
  return judged;
};

/**
 * Judges the fields that are given; fails with `invalid` at the first that is wrong. `before`: users of the case who may
 * have left the tenant since.
 */
export const judgeFields = (
  tenant: Tenant,
  type: CaseType,
  fields: Partial<CaseFields>,
  before: readonly number[] = [],
): void => {
  requireText('subject', fields.subject, widths.subject);
  requireText('description', fields.description, widths.description);
  requireText('solution', fields.solution, widths.solution);
  requireText('externalReference', fields.externalReference, widths.externalReference);
  requireText('contact.name', fields.contactName, widths.contactName);
  requireText('contact.email', fields.contactEmail, widths.contactEmail);
  requireText('contact.phone', fields.contactPhone, widths.contactPhone);
  requireText('contact.address', fields.contactAddress, widths.contactAddress);
  requireText('reviewNotes', fields.reviewNotes, widths.reviewNotes);
  requireText('language', fields.language, widths.language);
  for (const tag of fields.tags ?? []) requireText('tags', tag, widths.tag);
  requireDate('dueAt', fields.dueAt);
  requireDate('reviewAt', fields.reviewAt);
  requireConfigured(tenant, type, fields);
  requirePeople(tenant, fields, before);
};
