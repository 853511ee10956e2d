/** Parts of a body that are kept and not looked at (contract egain 6.8 `payload`, 6.9). */
import type { JsonObject, JsonValue } from '../../../domain/cases/case.ts';
import type { XmlElement } from '../../../http/xml.ts';
import { isFitText } from '../wire/texts.ts';

/** Whether the number is surely the one that was sent: JSON's reader rounds larger ones, the largest to infinity. */
export const isKept = (value: number): boolean =>
  Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value));

/** Whether a JSON value can be kept as it is: its texts and names hold nothing that is refused, its numbers are exact. */
export const isFitTree = (value: unknown): value is JsonValue => {
  if (typeof value === 'string') return isFitText(value);
  if (typeof value === 'number') return isKept(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, member]) => isFitText(name) && isFitTree(member));
};

const isObject = (value: JsonValue): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * An element as the JSON that stands for it: attributes and children are members, children of one name a list, text alone
 * a text, and beside others the member `#text`.
 */
export const treeOf = ({ attributes, children, text }: XmlElement): JsonValue => {
  const members = new Map<string, JsonValue[]>([...attributes].map(([name, value]) => [name, [value]]));
  for (const child of children) {
    const values = members.get(child.name);
    if (values === undefined) members.set(child.name, [treeOf(child)]);
    else values.push(treeOf(child));
  }
  if (members.size === 0) return text;
  if (text.trim() !== '') members.set('#text', [text]);
  return Object.fromEntries(
    [...members].map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  ) as JsonObject;
};

/** What stands at the end of that way from a tree's root; undefined: there is none. */
export const memberAt = (value: JsonValue | undefined, [name, ...rest]: readonly string[]): JsonValue | undefined => {
  if (name === undefined || value === undefined) return value;
  return isObject(value) && Object.hasOwn(value, name) ? memberAt(value[name], rest) : undefined;
};
