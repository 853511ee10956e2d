/** YAML text → plain values, and where each of them stands. JSON is YAML too. */
import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { Path, Place, Problem } from './problems.ts';

export interface ParsedYaml {
  /** Plain JSON values; undefined where the text could not be read. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Where the value at `path` stands, or the nearest one above it that the file has. */
  at(path: Path): Place;
  /** Where the name of the member at `path` stands. */
  atKey(path: Path): Place;
}

/** More aliases than any tenant file needs, and too few to blow up memory. */
const mostAliases = 1000;
const largestText = 16 * 1024 * 1024;

type Found = { node: Node; key: Node | null };

const parse = (text: string) => {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    version: '1.2',
    schema: 'core',
    merge: false,
    prettyErrors: false,
  });
  return { lines, document };
};

/** Texts that the store cannot hold, and keys that are no plain text. */
const findBadTexts = (root: Node, report: (node: Node, message: string) => void): void => {
  visit(root, {
    Scalar: (_key, node) => {
      if (typeof node.value === 'string' && (node.value.includes('\0') || !node.value.isWellFormed())) {
        report(node, 'a text holds a character that is not allowed (U+0000 or half a surrogate pair)');
      }
    },
    Pair: (_key, pair) => {
      if (!isScalar(pair.key)) report(pair.key as Node, 'a key must be plain text');
    },
  });
};

/** Reads one YAML document. What is wrong with it is in `problems`; `value` is then not to be used. */
export const parseYaml = (text: string): ParsedYaml => {
  const start: Place = { line: 1, column: 1 };
  const problems: Problem[] = [];
  if (text.length > largestText) {
    return {
      value: undefined,
      problems: [{ ...start, message: 'the file is too large' }],
      at: () => start,
      atKey: () => start,
    };
  }
  const { lines, document } = parse(text);
  const place = (offset: number | undefined): Place => {
    const { line, col } = lines.linePos(offset ?? 0);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  for (const error of [...document.errors, ...document.warnings]) {
    problems.push({ ...place(error.pos[0]), message: error.message });
  }
  const root = document.contents;
  if (root === null) problems.push({ ...start, message: 'the file is empty' });
  else findBadTexts(root, (node, message) => problems.push({ ...place(node.range?.[0]), message }));

  const step = (from: Node, name: string | number): Found | undefined => {
    const node = isAlias(from) ? from.resolve(document) : from;
    if (isSeq(node)) {
      const item = node.items[Number(name)] as Node | undefined;
      return item ? { node: item, key: null } : undefined;
    }
    if (!isMap(node)) return undefined;
    const pair = node.items.find(
      (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(name),
    );
    if (!pair) return undefined;
    return { node: (pair.value ?? pair.key) as Node, key: pair.key as Node };
  };
  const find = (path: Path): Found | undefined => {
    let found: Found | undefined = root === null ? undefined : { node: root, key: null };
    for (const name of path) {
      const next: Found | undefined = found && step(found.node, name);
      if (!next) return found;
      found = next;
    }
    return found;
  };
  return {
    value: problems.length > 0 ? undefined : toPlain(document, problems, start),
    problems,
    at: (path) => place(find(path)?.node.range?.[0]),
    atKey: (path) => {
      const found = find(path);
      return place((found?.key ?? found?.node)?.range?.[0]);
    },
  };
};

const toPlain = (document: ReturnType<typeof parse>['document'], problems: Problem[], start: Place): unknown => {
  try {
    return document.toJS({ maxAliasCount: mostAliases });
  } catch (error) {
    problems.push({ ...start, message: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
};
