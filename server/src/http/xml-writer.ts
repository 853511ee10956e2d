/** XML answers, written piece by piece into one text. */

/** Names as written, prefix and namespace declarations too; undefined values are left out. */
export type XmlAttributes = Readonly<Record<string, string | number | undefined>>;

export interface XmlWriter {
  /** Begins an element; an element that gets neither text nor children is written `<name/>`. */
  open(name: string, attributes?: XmlAttributes): XmlWriter;
  text(value: string | number | boolean): XmlWriter;
  close(): XmlWriter;
  /** A whole element with text; `undefined`: none is written. */
  leaf(name: string, value: string | number | boolean | undefined, attributes?: XmlAttributes): XmlWriter;
  /** The whole text; closes what is open. */
  end(): string;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the characters that XML 1.0 cannot carry.
const unfit = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

const fit = (text: string): string => text.toWellFormed().replace(unfit, '\ufffd');

/** Text as it stands between tags. What XML 1.0 cannot carry becomes U+FFFD; a CR is kept by a reference. */
export const escapeText = (text: string): string => fit(text).replace(/[&<>\r]/g, (char) => escapes[char] ?? char);

/** Text as it stands in double quotes; tabs and line ends are kept by references. */
export const escapeAttribute = (text: string): string =>
  fit(text).replace(/[&<>"\t\n\r]/g, (char) => escapes[char] ?? char);

const writeAttributes = (attributes: XmlAttributes): string => {
  let written = '';
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) written += ` ${name}="${escapeAttribute(String(value))}"`;
  }
  return written;
};

/** Begins a document with its declaration. */
export const startXml = (): XmlWriter => {
  const open: string[] = [];
  let written = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  let tagOpen = false;
  const finishTag = (): void => {
    if (tagOpen) written += '>';
    tagOpen = false;
  };
  const writer: XmlWriter = {
    open: (name, attributes = {}) => {
      finishTag();
      written += `<${name}${writeAttributes(attributes)}`;
      tagOpen = true;
      open.push(name);
      return writer;
    },
    text: (value) => {
      finishTag();
      written += escapeText(String(value));
      return writer;
    },
    close: () => {
      const name = open.pop();
      if (name !== undefined) written += tagOpen ? '/>' : `</${name}>`;
      tagOpen = false;
      return writer;
    },
    leaf: (name, value, attributes) =>
      value === undefined ? writer : writer.open(name, attributes).text(value).close(),
    end: () => {
      while (open.length > 0) writer.close();
      return written;
    },
  };
  return writer;
};
