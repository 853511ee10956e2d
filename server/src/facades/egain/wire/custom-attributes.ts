/** Custom attributes: wire ⇄ domain (contract egain 4.5, 5.1). */
import type { AttributeValue, Case, JsonObject } from '../../../domain/cases/case.ts';
import { judgeAttribute } from '../../../domain/cases/judge-fields.ts';
import { DomainError } from '../../../domain/errors.ts';
import type { Attribute, Tenant } from '../../../domain/tenants/tenant.ts';
import type { Read } from '../body/shape.ts';
import { refuse } from '../codes.ts';
import type { customAttributesShape } from '../schemas.ts';
import { parseDate } from './dates.ts';
import { isFitAttributeText } from './texts.ts';

type SentAttributes = Read<typeof customAttributesShape>;

const bad = (name: string): DomainError => refuse('400-152', `customAttributes.${name}`);

/** The value as the domain keeps it; null: removed. The domain's own rules (options, widths, forms) come after ours. */
const readValue = (attribute: Attribute, values: readonly string[]): AttributeValue | null => {
  const [value = '', ...others] = values;
  if (others.length > 0 && !attribute.multiple) throw bad(attribute.key);
  if (others.length === 0 && value === '') return null;
  if (attribute.kind === 'text' && !isFitAttributeText(value)) throw bad(attribute.key);
  const at = attribute.kind === 'datetime' ? parseDate(value) : undefined;
  if (attribute.kind === 'datetime' && at === undefined) throw bad(attribute.key);
  try {
    return judgeAttribute(attribute, attribute.multiple ? values : (at?.toISOString() ?? value));
  } catch (error) {
    throw error instanceof DomainError ? bad(attribute.key) : error;
  }
};

const readOne = (
  tenant: Tenant,
  sent: NonNullable<NonNullable<SentAttributes['customAttribute']>[number]>,
): readonly [key: string, value: AttributeValue | null | undefined] => {
  const { attribName, attribValues } = sent;
  if (typeof attribName !== 'string') throw refuse('400-152', 'customAttributes');
  const attribute = tenant.attributes.get(attribName);
  if (attribute === undefined) throw bad(attribName);
  if (attribValues === null || attribValues?.attribValue === null) return [attribName, undefined];
  const values = (attribValues?.attribValue ?? []).filter((value) => value !== null).map(({ value }) => value);
  if (values.length === 0 || !values.every((value) => typeof value === 'string')) throw bad(attribName);
  return [attribName, readValue(attribute, values)];
};

/** Values by key, null where one is to be removed; nulls of JSON are left out. Fails with 400-152 that names the first. */
export const readCustomAttributes = (
  tenant: Tenant,
  sent: SentAttributes | null | undefined,
): { readonly [key: string]: AttributeValue | null } => {
  const seen = new Set<string>();
  const values: [string, AttributeValue | null][] = [];
  for (const one of sent?.customAttribute ?? []) {
    if (one === null) continue;
    const [key, value] = readOne(tenant, one);
    if (seen.has(key)) throw bad(key);
    seen.add(key);
    if (value !== undefined) values.push([key, value]);
  }
  return Object.fromEntries(values);
};

/** Whether anything is sent at all: an entry that is no null, or of which the value is none. */
export const hasAttributes = (sent: SentAttributes | null | undefined): boolean =>
  (sent?.customAttribute ?? []).some(
    (one) => one !== null && one.attribValues !== null && one.attribValues?.attribValue !== null,
  );

const toTexts = (value: AttributeValue): readonly string[] =>
  typeof value === 'object' ? value : [typeof value === 'number' ? String(value) : value];

/** The attributes that have a value, as `isWanted` picks them, in tenant-file order; undefined: none. */
export const showCustomAttributes = (
  tenant: Tenant,
  { attributes }: Pick<Case, 'attributes'>,
  isWanted: (key: string) => boolean,
): JsonObject | undefined => {
  const shown: JsonObject[] = [];
  for (const key of tenant.attributes.keys()) {
    const value = Object.hasOwn(attributes, key) ? attributes[key] : undefined;
    if (value === undefined || !isWanted(key)) continue;
    shown.push({ attribName: key, attribValues: { attribValue: toTexts(value).map((text) => ({ value: text })) } });
  }
  return shown.length === 0 ? undefined : { customAttribute: shown };
};
