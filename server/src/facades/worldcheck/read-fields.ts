/** Custom and secondary fields of a message, judged (contract worldcheck §3.1). All fail with `INVALID_FIELD`. */
import type { AttributeValue } from '../../domain/cases/case.ts';
import { judgeAttribute } from '../../domain/cases/judge-fields.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Attribute, Tenant } from '../../domain/tenants/tenant.ts';
import { instantOf, readPointInTime } from './dates.ts';
import { badField } from './errors.ts';
import type { FieldMessage } from './schemas.ts';
import { type EntityType, findSecondaryField, isSecondaryValue } from './secondary-fields.ts';
import { requireText } from './text.ts';

/** A secondary field as the case keeps it, and shows it. */
export interface StoredField {
  readonly typeId: string;
  readonly value: string | null;
  readonly dateTimeValue: string | null;
}

type Fields = readonly FieldMessage[] | null | undefined;

/** What the case shows already: sent back unchanged it is not judged again (DESIGN S8). */
type Shown = readonly StoredField[];

const findShown = (shown: Shown, { typeId, value, dateTimeValue }: FieldMessage): StoredField | undefined =>
  shown.find(
    (one) =>
      one.typeId === typeId &&
      one.value === (value ?? null) &&
      one.dateTimeValue === ((dateTimeValue ?? null) as unknown),
  );

/** A date in whichever of its forms: its text, and the instant it means. */
interface ReadDate {
  readonly text: string;
  readonly at: Date;
}

/** Where a field of a list stands, for the sentence: `secondaryFields[2].value`. */
const at = (list: string, index: number, member: string): string => `${list}[${index}].${member}`;

/** The `typeId` of every field, each there and given once. */
const readTypeIds = (list: string, fields: readonly FieldMessage[]): string[] => {
  const typeIds: string[] = [];
  for (const [index, field] of fields.entries()) {
    const name = at(list, index, 'typeId');
    const typeId = requireText(name, field.typeId ?? '', 255);
    if (typeId === '') throw badField(name, `${name} is missing.`);
    if (typeIds.includes(typeId)) throw badField(name, `${name} is given more than once.`);
    typeIds.push(typeId);
  }
  return typeIds;
};

const unknownField = (name: string): DomainError => badField(name, `${name} names no field of this case.`);

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** The text of a field that is no date. */
const readValue = (name: string, { value, dateTimeValue }: FieldMessage): string => {
  if (isGiven(dateTimeValue)) throw badField(name, `${name} belongs to a field that has no dateTimeValue.`);
  const text = requireText(name, value ?? '', 1000);
  if (text === '') throw badField(name, `${name} is missing.`);
  return text;
};

const readDate = (name: string, { value, dateTimeValue }: FieldMessage, zone: string): ReadDate => {
  if (isGiven(value)) throw badField(name, `${name} belongs to a field that has no value.`);
  const wrong = badField(name, `${name} is not a date.`);
  if (dateTimeValue === undefined || dateTimeValue === null) throw wrong;
  if (typeof dateTimeValue !== 'string') {
    const point = readPointInTime(dateTimeValue);
    if (point === undefined) throw wrong;
    return point;
  }
  const text = requireText(name, dateTimeValue, 255);
  const instant = instantOf(text, zone);
  if (instant === undefined) throw wrong;
  return { text, at: instant };
};

/** The secondary fields in the order sent. A tenant without the published set has none. */
export const readSecondaryFields = (
  fields: Fields,
  entityType: EntityType,
  tenant: Tenant,
  shown: Shown = [],
): StoredField[] => {
  const list = fields ?? [];
  const typeIds = readTypeIds('secondaryFields', list);
  return list.map((message, index) => {
    const known = findShown(shown, message);
    if (known !== undefined) return known;
    const typeId = typeIds[index] ?? '';
    const field = tenant.screening.secondaryFields === 'standard' ? findSecondaryField(typeId, entityType) : undefined;
    if (field === undefined) throw unknownField(at('secondaryFields', index, 'typeId'));
    if (field.type === 'DATE') {
      const { text } = readDate(at('secondaryFields', index, 'dateTimeValue'), message, 'UTC');
      return { typeId, value: null, dateTimeValue: text };
    }
    const name = at('secondaryFields', index, 'value');
    const value = readValue(name, message);
    if (!isSecondaryValue(field, value)) throw badField(name, `${name} is not a value of ${field.label}.`);
    return { typeId, value, dateTimeValue: null };
  });
};

const readAttribute = (index: number, message: FieldMessage, attribute: Attribute, tenant: Tenant): AttributeValue => {
  if (attribute.kind === 'datetime') {
    return readDate(at('customFields', index, 'dateTimeValue'), message, tenant.timezone).at.toISOString();
  }
  const name = at('customFields', index, 'value');
  const text = readValue(name, message);
  try {
    return judgeAttribute(attribute, attribute.multiple ? text.split(';') : text) ?? text;
  } catch (error) {
    if (error instanceof DomainError) throw badField(name, `${name}: ${error.message}`);
    throw error;
  }
};

/** Every required field of the template is among those that the case has after the change. */
export const requireTemplate = (typeIds: readonly string[], tenant: Tenant): void => {
  const missing = tenant.screening.customFields.find(({ typeId, required }) => required && !typeIds.includes(typeId));
  if (missing) throw badField('customFields', `customFields lacks the required field ${missing.label}.`);
};

/**
 * The attributes that the custom fields set, by key; every required one is there. One that the case shows so already is
 * undefined: it stays.
 */
export const readCustomFields = (
  fields: Fields,
  tenant: Tenant,
  shown: Shown = [],
): { [key: string]: AttributeValue | undefined } => {
  const template = tenant.screening.customFields;
  const list = fields ?? [];
  const typeIds = readTypeIds('customFields', list);
  const attributes: { [key: string]: AttributeValue | undefined } = {};
  for (const [index, message] of list.entries()) {
    const field = template.find(({ typeId }) => typeId === typeIds[index]);
    const attribute = field && tenant.attributes.get(field.attribute);
    if (attribute === undefined) throw unknownField(at('customFields', index, 'typeId'));
    const isShown = findShown(shown, message) !== undefined;
    attributes[attribute.key] = isShown ? undefined : readAttribute(index, message, attribute, tenant);
  }
  requireTemplate(typeIds, tenant);
  return attributes;
};
