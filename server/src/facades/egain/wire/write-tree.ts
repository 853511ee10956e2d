/** An answer as XML: the same tree as its JSON, with ids, dates of stamps and links as attributes (contract egain 5.3). */
import type { JsonObject, JsonValue } from '../../../domain/cases/case.ts';
import type { XmlAttributes, XmlWriter } from '../../../http/xml-writer.ts';
import { startXml } from '../../../http/xml-writer.ts';
import type { Prefix } from './namespaces.ts';

const attributeNames: ReadonlySet<string> = new Set(['id', 'date', 'rel', 'href']);

/** The prefix of an element, by its parent's name, its own, and its parent's prefix. */
export type PrefixOf = (parent: string, name: string, inherited: Prefix) => Prefix;

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

type Write = (parent: Parent, name: string, value: JsonValue) => void;

const writeWith = (writer: XmlWriter, prefixOf: PrefixOf): Write => {
  const write: Write = (parent, name, value) => {
    if (Array.isArray(value)) {
      for (const item of value as readonly JsonValue[]) write(parent, name, item);
      return;
    }
    const prefix = prefixOf(parent.name, name, parent.prefix);
    const tag = prefix === '' ? name : `${prefix}:${name}`;
    if (!isObject(value)) {
      writer.leaf(tag, String(value));
      return;
    }
    writer.open(tag, attributesOf(value));
    for (const [inner, member] of Object.entries(value)) {
      if (!attributeNames.has(inner)) write({ name, prefix }, inner, member);
    }
    writer.close();
  };
  return write;
};

/** A whole document: `root` with its namespace declarations around the members, in their order. A list is an element each. */
export const writeTree = (
  root: string,
  declarations: XmlAttributes,
  members: JsonObject,
  prefixOf: PrefixOf = (_, __, inherited) => inherited,
): string => {
  const writer = startXml().open(root, declarations);
  const write = writeWith(writer, prefixOf);
  for (const [name, value] of Object.entries(members)) write({ name: root, prefix: '' }, name, value);
  return writer.end();
};
