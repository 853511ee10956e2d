import { isFitText } from '../wire/texts.ts';
import type { Faults, PartsShape, Path, Shape } from './shape.ts';
import { isFitTree, isKept } from './tree.ts';

type Context = readonly [path: Path, faults: Faults];

const fault = ([path, faults]: Context): undefined => {
  faults.invalid.push(path);
};

/** Nulls, and beside them only what is not looked at: as if the whole were absent (contract egain 3.6, 4.3). */
const isNothing = (values: readonly unknown[]): boolean =>
  values.includes(null) && values.every((value) => value === null || value === undefined);

const readParts = (shape: PartsShape, value: unknown, context: Context): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fault(context);
  const [path, faults] = context;
  const read: [string, unknown][] = [];
  for (const [name, member] of Object.entries(value)) {
    const known = Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
    if (known !== undefined) read.push([name, readValue(known, member, [[...path, name], faults])]);
    else if (member === null) read.push([name, null]);
    else if (!shape.open) faults.unsupported.push(name);
  }
  return isNothing(read.map(([, member]) => member)) ? null : Object.fromEntries(read);
};

const readList = (of: Shape, value: unknown, [path, faults]: Context): unknown => {
  const items = Array.isArray(value) ? value : [value];
  const read = items.map((item: unknown, i) => readValue(of, item, [[...path, i], faults]));
  return isNothing(read) ? null : read.map((item) => item ?? null);
};

const readValue = (shape: Shape, value: unknown, context: Context): unknown => {
  if (value === null) return null;
  if (shape.is === 'ignored') return undefined;
  if (shape.is === 'tree') return isFitTree(value) ? value : fault(context);
  if (shape.is === 'parts') return readParts(shape, value, context);
  if (shape.is === 'list') return readList(shape.of, value, context);
  if (shape.is === 'scalar' && typeof value === 'number') return isKept(value) ? String(value) : fault(context);
  return typeof value === 'string' && isFitText(value) ? value : fault(context);
};

/** A JSON value in its shape; what does not fit goes to `faults`. */
export const readJsonBody = (shape: Shape, value: unknown, faults: Faults): unknown =>
  readValue(shape, value, [[], faults]);
