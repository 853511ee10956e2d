/** Cases as XML: the same tree as the JSON, with ids, dates of stamps and links as attributes (contract egain 5.3). */
import type { JsonObject, JsonValue } from '../../../domain/cases/case.ts';
import type { XmlAttributes, XmlWriter } from '../../../http/xml-writer.ts';
import { startXml } from '../../../http/xml-writer.ts';
import { caseDeclarations, casePrefix, type Prefix } from './namespaces.ts';

const attributeNames: ReadonlySet<string> = new Set(['id', 'date', 'rel', 'href']);

interface Parent {
  readonly name: string;
  readonly prefix: Prefix;
}

const isObject = (value: JsonValue): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const attributesOf = (value: JsonObject): XmlAttributes =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => attributeNames.has(name))
      .map(([name, member]) => [name, String(member)]),
  );

const writeMember = (writer: XmlWriter, parent: Parent, name: string, value: JsonValue): void => {
  if (Array.isArray(value)) {
    for (const item of value as readonly JsonValue[]) writeMember(writer, parent, name, item);
    return;
  }
  const prefix = casePrefix(parent.name, name, parent.prefix);
  const tag = prefix === '' ? name : `${prefix}:${name}`;
  if (!isObject(value)) {
    writer.leaf(tag, String(value));
    return;
  }
  writer.open(tag, attributesOf(value));
  for (const [inner, member] of Object.entries(value)) {
    if (!attributeNames.has(inner)) writeMember(writer, { name, prefix }, inner, member);
  }
  writer.close();
};

export const writeCasesXml = (cases: readonly JsonObject[]): string => {
  const writer = startXml().open('cases', caseDeclarations);
  for (const one of cases) writeMember(writer, { name: 'cases', prefix: '' }, 'case', one);
  return writer.end();
};
