import type { XmlElement } from '../../../http/xml.ts';
import { isFitText } from '../wire/texts.ts';
import type { Faults, PartsShape, Path, Shape } from './shape.ts';
import { treeOf } from './tree.ts';

type Context = readonly [path: Path, faults: Faults];

/** Attributes that mean something; all others are passed over (contract egain 3.6). */
const attributeNames = ['id', 'date', 'rel', 'href'];

const fault = ([path, faults]: Context): undefined => {
  faults.invalid.push(path);
};

const isBlank = (text: string): boolean => /^[ \t\r\n]*$/.test(text);

const isAttribute = (shape: Shape | undefined): boolean =>
  shape !== undefined && (shape.is === 'text' || shape.is === 'scalar') && shape.attribute;

const memberOf = (shape: PartsShape, name: string, inAttribute: boolean): Shape | undefined => {
  const member = Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
  return isAttribute(member) === inAttribute ? member : undefined;
};

const sentAttributes = ({ attributes }: XmlElement): [string, string][] =>
  attributeNames.flatMap((name): [string, string][] => {
    const value = attributes.get(name);
    return value === undefined ? [] : [[name, value]];
  });

const groupChildren = (element: XmlElement): Map<string, XmlElement[]> => {
  const groups = new Map<string, XmlElement[]>();
  for (const child of element.children) {
    const group = groups.get(child.name);
    if (group) group.push(child);
    else groups.set(child.name, [child]);
  }
  return groups;
};

const readChildren = (shape: Shape, elements: readonly XmlElement[], [path, faults]: Context): unknown => {
  if (shape.is === 'list') {
    return elements.map((element, i) => readElement(shape.of, element, [[...path, i], faults]) ?? null);
  }
  const [element, another] = elements;
  if (shape.is === 'ignored' || element === undefined) return undefined;
  return another === undefined ? readElement(shape, element, [path, faults]) : fault([path, faults]);
};

const readParts = (shape: PartsShape, element: XmlElement, context: Context): unknown => {
  if (!isBlank(element.text)) return fault(context);
  const [path, faults] = context;
  const read: [string, unknown][] = [];
  for (const [name, value] of sentAttributes(element)) {
    if (memberOf(shape, name, true) !== undefined) read.push([name, value]);
    else if (!shape.open) faults.unsupported.push(name);
  }
  for (const [name, elements] of groupChildren(element)) {
    const member = memberOf(shape, name, false);
    if (member !== undefined) read.push([name, readChildren(member, elements, [[...path, name], faults])]);
    else if (!shape.open) faults.unsupported.push(name);
  }
  return Object.fromEntries(read);
};

const readElement = (shape: Shape, element: XmlElement, context: Context): unknown => {
  if (shape.is === 'parts') return readParts(shape, element, context);
  if (shape.is === 'tree') return treeOf(element);
  if (element.children.length > 0 || !isFitText(element.text)) return fault(context);
  for (const [name] of sentAttributes(element)) context[1].unsupported.push(name);
  return element.text;
};

/** An element in its shape; what does not fit goes to `faults`. */
export const readXmlBody = (shape: PartsShape, element: XmlElement, faults: Faults): unknown =>
  readParts(shape, element, [[], faults]);
