/** CustomProperties ⇄ attributes of the tenant, and what no attribute is configured for (contract qflow (f)). */
import type { AttributeValue, Case } from '../../domain/cases/case.ts';
import { judgeAttribute } from '../../domain/cases/judge-fields.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Attribute, Tenant } from '../../domain/tenants/tenant.ts';
import { isForbiddenText } from '../../http/text.ts';
import { formatDate, parseDate } from './dates.ts';
import { facetOf } from './facet.ts';
import { type Model, texts } from './model.ts';

const member = 'CustomProperties';
const limits = { entries: 100, name: 100, value: 4000 } as const;

/** Names and texts; null: the name is there without a value. */
export type Properties = { readonly [name: string]: string | null };

/** Whether a name is short enough and of characters that can be kept. */
const judgeName = (model: Model, name: string): boolean => {
  if (name === '') model.refuse(member, `The names in ${member} must not be empty.`);
  else if (name.length > limits.name) model.refuse(member, texts.tooLong(member, limits.name));
  else if (isForbiddenText(name)) model.refuse(member, texts.forbidden(member));
  else return true;
  return false;
};

const judgeText = (model: Model, text: string): boolean => {
  if (text.length > limits.value) model.refuse(member, texts.tooLong(member, limits.value));
  else if (isForbiddenText(text)) model.refuse(member, texts.forbidden(member));
  else return true;
  return false;
};

/** The properties as sent, numbers and booleans as their JSON text; null: absent, or wrong and noted in the model. */
export const readProperties = (model: Model): Properties | null => {
  const sent = model.members.readEntries(member);
  if (sent === undefined) return null;
  if (sent === 'composite' || 'text' in sent) {
    model.refuse(member, texts.wrong(member, sent));
    return null;
  }
  if (sent.entries.length > limits.entries) {
    model.refuse(member, `The field ${member} must have at most ${limits.entries} entries.`);
    return null;
  }
  const properties: [string, string | null][] = [];
  for (const [name, value] of sent.entries) {
    if (!judgeName(model, name)) continue;
    if (value === 'composite') model.refuse(member, texts.wrong(member, value));
    else if (value === undefined || judgeText(model, value.text)) properties.push([name, value?.text ?? null]);
  }
  // `fromEntries` makes own members of `__proto__` and the like.
  return Object.fromEntries(properties);
};

/** An attribute's value from its text; null for the empty text, which is no value; undefined: wrong. */
const toValue = (attribute: Attribute, text: string, zone: string): AttributeValue | null | undefined => {
  if (text === '') return null;
  try {
    if (attribute.kind === 'datetime') return parseDate(text, zone)?.toISOString();
    return judgeAttribute(attribute, attribute.multiple ? text.split(';') : text);
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
};

export interface SortedProperties {
  /** By key of the attribute. */
  readonly attributes: { readonly [key: string]: AttributeValue | null };
  /** The others; undefined where there are none. */
  readonly others: { readonly [name: string]: string } | undefined;
  /** Names of no attribute that were given null. */
  readonly removed: readonly string[];
}

/** Which properties are attributes, converted, and which are this face's own. Wrong ones are noted in the model. */
export const sortProperties = (model: Model, properties: Properties | null, tenant: Tenant): SortedProperties => {
  const attributes: [string, AttributeValue | null][] = [];
  const others: [string, string][] = [];
  const removed: string[] = [];
  for (const [name, text] of Object.entries(properties ?? {})) {
    const attribute = tenant.attributes.get(name);
    if (attribute === undefined) {
      if (text === null) removed.push(name);
      else others.push([name, text]);
      continue;
    }
    const value = text === null ? null : toValue(attribute, text, tenant.timezone);
    if (value !== undefined) attributes.push([name, value]);
    else if (attribute.kind === 'text') model.refuse(member, texts.tooLong(name, attribute.maxLength));
    else model.refuse(member, texts.wrong(name, { text: text ?? '', isText: true }));
  }
  return {
    attributes: Object.fromEntries(attributes),
    others: others.length === 0 ? undefined : Object.fromEntries(others),
    removed,
  };
};

type Texts = { readonly [name: string]: string };

/** Texts by name, merged: what is given replaces, what is removed goes, the others stay. */
export const mergeTexts = (before: Texts = {}, given: Texts = {}, removed: readonly string[] = []): Texts =>
  Object.fromEntries(
    [...new Map([...Object.entries(before), ...Object.entries(given)])].filter(([name]) => !removed.includes(name)),
  );

const fromValue = (value: AttributeValue, attribute: Attribute | undefined, zone: string): string => {
  if (typeof value === 'object') return value.join(';');
  return attribute?.kind === 'datetime' ? formatDate(new Date(value), zone) : String(value);
};

/** One object of texts: attributes by key, then the names that only this face knows. */
export const renderProperties = (found: Case, tenant: Tenant): { readonly [name: string]: string } => {
  const attributes = Object.entries(found.attributes).map(
    ([key, value]) => [key, fromValue(value, tenant.attributes.get(key), tenant.timezone)] as const,
  );
  const others = Object.entries(facetOf(found).customProperties ?? {});
  return Object.fromEntries([...attributes, ...others.filter(([name]) => !Object.hasOwn(found.attributes, name))]);
};
