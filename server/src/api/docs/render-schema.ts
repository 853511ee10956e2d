/** JSON Schemas for people: one line a member. */
import { type Html, html, prose } from './html.ts';

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly format?: string;
  readonly description?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

const limits = ({ maxLength, minimum, maximum, format }: Schema): string => {
  const found: string[] = [];
  if (format !== undefined) found.push(format);
  if (maxLength !== undefined) found.push(`at most ${maxLength.toLocaleString('en-US')} characters`);
  if (minimum !== undefined && maximum !== undefined) {
    found.push(`${minimum} to ${maximum.toLocaleString('en-US')}`);
  }
  return found.length === 0 ? '' : ` (${found.join(', ')})`;
};

/** What a value is, in a few words; a named schema as a link. */
export const typeOf = (schema: Schema): Html => {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  if (schema.enum !== undefined) return html`${schema.enum.map((value) => html`<code>${String(value)}</code> `)}`;
  if (schema.anyOf !== undefined) {
    return html`${schema.anyOf.map((one, i) => html`${i > 0 ? ' or ' : ''}${typeOf(one)}`)}`;
  }
  const types = [schema.type ?? 'anything'].flat();
  if (types.includes('array') && schema.items !== undefined) {
    const others = types.filter((type) => type !== 'array');
    return html`list of ${typeOf(schema.items)}${others.map((type) => ` or ${type}`)}`;
  }
  return html`${types.join(' or ')}${limits(schema)}`;
};

const members = ({ properties = {}, required = [] }: Schema, prefix = ''): Html[] =>
  Object.entries(properties).flatMap(([name, schema]) => [
    html`<tr><td><code>${prefix}${name}</code>${required.includes(name) ? ' *' : ''}</td><td>${typeOf(schema)}</td><td>${prose(schema.description)}</td></tr>`,
    ...members(schema, `${prefix}${name}.`),
  ]);

export const renderSchema = (name: string, schema: Schema): Html => html`
<section id="schema-${name}"><h3>${name}</h3><p>${prose(schema.description)}</p>
<table><thead><tr><th>Member</th><th>Type</th><th>Meaning</th></tr></thead><tbody>${members(schema)}</tbody></table></section>`;
