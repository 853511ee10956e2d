/**
 * XML 1.0 from bytes, strictly. Our own reader because fast-xml-parser with its validator (5.12.1) let 21 of the 44
 * ill-formed documents of our tests pass (two roots, text outside the root, undeclared entities, `&#0;`, a DOCTYPE)
 * and left numeric references alone. This one has no entities but the five, one pass, and a stack of its own.
 */
import { BodyError, positionOf } from './body-error.ts';
import { decodeUtf8 } from './json.ts';
import { matchAt } from './scan.ts';

export interface XmlElement {
  /** Without prefix: namespaces are not looked at (contract egain 3.6). */
  readonly name: string;
  /** By name without prefix, where an attribute without one wins; namespace declarations are left out. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** All character data directly inside, CDATA too, untrimmed; line ends are LF, as XML has it. */
  readonly text: string;
}

interface OpenElement extends XmlElement {
  readonly tag: string;
  readonly children: XmlElement[];
  text: string;
}

const nameStart =
  'A-Z_a-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d' +
  '\\u2070-\\u218f\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd\\u{10000}-\\u{effff}';
const part = `[${nameStart}][${nameStart}\\-.0-9\\u00b7\\u0300-\\u036f\\u203f\\u2040]*`;
const qualified = `${part}(?::${part})?`;
const startTag = new RegExp(`<(${qualified})`, 'uy');
const attribute = new RegExp(`[ \\t\\n]+(${qualified})[ \\t\\n]*=[ \\t\\n]*(?:"([^<"]*)"|'([^<']*)')`, 'uy');
const tagEnd = /[ \t\n]*(\/?)>/y;
const endTag = new RegExp(`</(${qualified})[ \\t\\n]*>`, 'uy');
const instruction = new RegExp(`<\\?(${part})(?=[ \\t\\n]|\\?>)`, 'uy');
const reference = /&(?:#([0-9]+)|#x([0-9a-fA-F]+)|(lt|gt|amp|apos|quot));/y;
const declaration =
  /<\?xml[ \t\n]+version[ \t\n]*=[ \t\n]*(?:"1\.[0-9]+"|'1\.[0-9]+')(?:[ \t\n]+encoding[ \t\n]*=[ \t\n]*(?:"([^"<]*)"|'([^'<]*)'))?(?:[ \t\n]+standalone[ \t\n]*=[ \t\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\n]*\?>/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the characters that XML 1.0 cannot carry.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is meant.
const beyondAscii = /[^\u0000-\u007f]/;
const predefined: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', apos: "'", quot: '"' };

const fault = (text: string, offset: number, message: string): BodyError => {
  const { line, column } = positionOf(text, offset);
  return new BodyError('syntax', `The body is not well-formed XML: line ${line}, column ${column}: ${message}.`);
};

const isXmlCharacter = (point: number): boolean =>
  point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) && !forbidden.test(String.fromCodePoint(point));

/** Character data with its references resolved; `start` is where `raw` stands in `text`. */
const resolve = (text: string, raw: string, start: number): string => {
  let result = '';
  let done = 0;
  for (let at = raw.indexOf('&'); at >= 0; at = raw.indexOf('&', done)) {
    const found = matchAt(reference, raw, at);
    if (found === null) throw fault(text, start + at, 'this is no character reference and none of the five entities');
    const [whole, decimal, hexadecimal, entity] = found;
    const point = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
    if (entity === undefined && !isXmlCharacter(point)) throw fault(text, start + at, 'there is no such character');
    result += raw.slice(done, at) + (entity === undefined ? String.fromCodePoint(point) : predefined[entity]);
    done = at + whole.length;
  }
  return result + raw.slice(done);
};

interface Reader {
  readonly text: string;
  at: number;
}

const readAttributes = (reader: Reader): Map<string, string> => {
  const { text } = reader;
  const attributes = new Map<string, string>();
  const names = new Set<string>();
  for (let found = matchAt(attribute, text, reader.at); found !== null; found = matchAt(attribute, text, reader.at)) {
    const [whole, name = '', double, single] = found;
    if (names.has(name)) throw fault(text, reader.at, `the attribute '${name}' stands twice`);
    names.add(name);
    const raw = double ?? single ?? '';
    const value = resolve(text, raw.replace(/[\t\n]/g, ' '), reader.at + whole.length - raw.length - 1);
    const local = name.slice(name.indexOf(':') + 1);
    const declares = name === 'xmlns' || name.startsWith('xmlns:');
    if (!declares && (local === name || !attributes.has(local))) attributes.set(local, value);
    reader.at += whole.length;
  }
  return attributes;
};

/** Reads a start tag; answers the element, and whether it ended at once. */
const readStart = (reader: Reader): { element: OpenElement; ended: boolean } => {
  const { text } = reader;
  const start = matchAt(startTag, text, reader.at);
  if (start === null) throw fault(text, reader.at, 'this is no tag');
  const [whole, tag = ''] = start;
  reader.at += whole.length;
  const attributes = readAttributes(reader);
  const end = matchAt(tagEnd, text, reader.at);
  if (end === null) throw fault(text, reader.at, `an attribute or the end of the tag '${tag}' should stand here`);
  reader.at += end[0].length;
  const name = tag.slice(tag.indexOf(':') + 1);
  return { element: { tag, name, attributes, children: [], text: '' }, ended: end[1] === '/' };
};

/** Past `end`, which must come after `from`; what is skipped must not hold `barred`. */
const skipPast = (reader: Reader, from: number, end: string, what: string): string => {
  const found = reader.text.indexOf(end, from);
  if (found < 0) throw fault(reader.text, reader.at, `${what} is not closed`);
  reader.at = found + end.length;
  return reader.text.slice(from, found);
};

/** Skips a comment or processing instruction, if one stands here. */
const skipMisc = (reader: Reader): boolean => {
  const { text, at } = reader;
  if (text.startsWith('<!--', at)) {
    const inside = skipPast(reader, at + 4, '-->', 'the comment');
    if (inside.includes('--') || inside.endsWith('-')) throw fault(text, at, "a comment cannot hold '--'");
    return true;
  }
  if (!text.startsWith('<?', at)) return false;
  const target = matchAt(instruction, text, at)?.[1];
  if (target === undefined || target.toLowerCase() === 'xml')
    throw fault(text, at, 'this is no processing instruction');
  skipPast(reader, at + 2, '?>', 'the processing instruction');
  return true;
};

const readText = (reader: Reader, into: OpenElement): void => {
  const { text, at } = reader;
  const next = text.indexOf('<', at);
  const raw = text.slice(at, next < 0 ? text.length : next);
  if (raw.includes(']]>')) throw fault(text, at + raw.indexOf(']]>'), "']]>' cannot stand in text");
  into.text += resolve(text, raw, at);
  reader.at += raw.length;
};

const readEnd = (reader: Reader, element: OpenElement): void => {
  const end = matchAt(endTag, reader.text, reader.at);
  if (end?.[1] !== element.tag) throw fault(reader.text, reader.at, `'</${element.tag}>' should stand here`);
  reader.at += end[0].length;
};

const readTree = (reader: Reader, maxDepth: number): XmlElement => {
  const { text } = reader;
  const { element: root, ended } = readStart(reader);
  const open: OpenElement[] = ended ? [] : [root];
  for (let inside = open.at(-1); inside !== undefined; inside = open.at(-1)) {
    if (reader.at >= text.length) throw fault(text, reader.at, `'${inside.tag}' is not closed`);
    if (text[reader.at] !== '<') {
      readText(reader, inside);
    } else if (text[reader.at + 1] === '/') {
      readEnd(reader, inside);
      open.pop();
    } else if (text.startsWith('<![CDATA[', reader.at)) {
      inside.text += skipPast(reader, reader.at + 9, ']]>', 'the CDATA section');
    } else if (!skipMisc(reader)) {
      const child = readStart(reader);
      if (open.length >= maxDepth) throw new BodyError('depth', `The body is nested deeper than ${maxDepth} levels.`);
      inside.children.push(child.element);
      if (!child.ended) open.push(child.element);
    }
  }
  return root;
};

/** Past blanks, comments and instructions outside the root. */
const skipOutside = (reader: Reader): void => {
  do {
    while (/[ \t\n]/.test(reader.text[reader.at] ?? '')) reader.at += 1;
  } while (skipMisc(reader));
};

const readDeclaration = (reader: Reader): void => {
  const found = matchAt(declaration, reader.text, 0);
  if (found === null) return;
  const encoding = found[1] ?? found[2] ?? 'UTF-8';
  // ASCII is UTF-8 too; lxml and others declare it, and write all other characters as references.
  const isAscii = /^(?:us-)?ascii$/i.test(encoding) && !beyondAscii.test(reader.text);
  if (!isAscii && !/^utf-?8$/i.test(encoding))
    throw new BodyError('encoding', `The body says that it is ${encoding}, not UTF-8.`);
  reader.at = found[0].length;
};

/**
 * The root of an XML body: UTF-8, one byte order mark skipped. Fails with `BodyError`: `empty`; `encoding`, also where
 * the declaration names another, or ASCII wrongly; `depth` for elements nested deeper than `maxDepth`, the root being 1; `syntax` for all
 * that is not well-formed, and for any document type declaration, which is not read.
 */
export const parseXml = (body: Buffer | undefined, { maxDepth }: { readonly maxDepth: number }): XmlElement => {
  const text = decodeUtf8(body ?? Buffer.alloc(0)).replace(/\r\n?/g, '\n');
  if (/^[ \t\n]*$/.test(text)) throw new BodyError('empty', 'The body is empty.');
  const bad = text.search(forbidden);
  if (bad >= 0) throw fault(text, bad, 'XML cannot hold this character');
  const reader: Reader = { text, at: 0 };
  readDeclaration(reader);
  skipOutside(reader);
  if (text.startsWith('<!DOCTYPE', reader.at)) throw fault(text, reader.at, 'a document type declaration is refused');
  const root = readTree(reader, maxDepth);
  skipOutside(reader);
  if (reader.at < text.length) throw fault(text, reader.at, 'nothing can follow the root element');
  return root;
};
