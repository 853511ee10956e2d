/**
 * What is asked of a list as keys: the words that the store keeps of what a case is (`case_keys`, migration 0011). A
 * letter says the kind. Keys find no fewer cases than the condition itself holds for, and seldom more.
 */
import { hasPermission } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import type { AttributeValue } from './case.ts';
import { categories } from './case.ts';
import type { Criterion } from './case-criteria.ts';
import type { CaseFilter } from './case-filter.ts';

/** One condition: a case has one of these. */
export type AnyKey = readonly string[];

/** So many characters of a text are its key. */
const longest = 200;
/** More units are not worth naming to an index. */
const mostUnits = 500;

const cut = (key: string): string => (key.length <= longest ? key : [...key].slice(0, longest).join(''));

const attributeKey = (name: string, value: Exclude<AttributeValue, readonly string[]>): string =>
  cut(`x${name}=${value}`);

/** The `seen_unit` of a restricted case. */
export const restricted = -1;

/**
 * The `seen_unit` of the cases that a list can hold: of units that the actor sees and, where it names some (null: none),
 * that are named; and that of restricted cases, which does not tell their unit. Undefined: any, or so many that they tell
 * little.
 */
export const unitsAsked = ({ user }: Actor, named?: readonly (number | null)[]): readonly number[] | undefined => {
  if (user !== null && !hasPermission(user, 'case.view')) return [];
  const seen = user === null ? undefined : [...user.seenUnitIds, 0, restricted];
  const asked = named && new Set([...named.map((id) => id ?? 0), restricted]);
  const units = asked && seen ? seen.filter((unit) => asked.has(unit)) : (seen ?? (asked && [...asked]));
  return units === undefined || units.length > mostUnits ? undefined : units;
};

const attributeKeys = ({ attributes }: CaseFilter): AnyKey[] =>
  [...(attributes ?? [])].flatMap(([name, values]) => {
    // Cases without the attribute have no key that says so.
    const given = values.flatMap((value) => (value === null || typeof value === 'object' ? [] : [value]));
    return given.length === values.length ? [given.map((value) => attributeKey(name, value))] : [];
  });

/** The conditions of the filter that have keys. */
export const keysOfFilter = (filter: CaseFilter): readonly AnyKey[] => {
  const keys: AnyKey[] = [];
  const among = <T>(values: readonly T[] | undefined, keyOf: (value: T) => string): void => {
    if (values !== undefined && values.length > 0) keys.push(values.map(keyOf));
  };
  among(filter.statuses, (status) => `s${status}`);
  among(filter.categories, (category) => `c${categories.indexOf(category)}`);
  among(filter.types, (type) => `t${type}`);
  among(filter.severities, (severity) => `v${severity}`);
  among(filter.ownerIds, (id) => `o${id ?? 0}`);
  among(filter.assigneeIds, (id) => `a${id}`);
  among(filter.tags, (tag) => cut(`g${tag}`));
  return [...keys, ...attributeKeys(filter)];
};

const isAscii = (text: string): boolean => /^[\x20-\x7e]+$/.test(text);

const referenceKey = (text: string): string => cut(`r${text.toLowerCase()}`);

const keysOfCriterion = (criterion: Criterion): AnyKey | undefined => {
  if (criterion.kind === 'open') return criterion.is ? ['c0', 'c1', 'c2'] : undefined;
  if (criterion.kind === 'text') {
    const { field, test } = criterion;
    // The letter case of others is the store's to know.
    const isReference = 'of' in field && field.of === 'reference';
    if (!isReference || test.test !== 'is' || !test.texts.every(isAscii)) return undefined;
    return test.texts.map(referenceKey);
  }
  if (criterion.kind === 'id') {
    if (criterion.not || criterion.field === 'unitId') return undefined;
    return criterion.ids.map((id) => `${criterion.field === 'offenseTypeId' ? 'f' : 'b'}${id}`);
  }
  if (criterion.kind === 'users' && criterion.test === 'any')
    return criterion.ids.flatMap((id) => [`a${id}`, `o${id}`]);
  if (criterion.kind === 'groups' && criterion.test === 'any') return criterion.ids.map((id) => `p${id}`);
  return criterion.kind === 'tags' && criterion.test === 'any'
    ? criterion.names.map((name) => cut(`g${name}`))
    : undefined;
};

/** The criteria that have keys. */
export const keysOfCriteria = (criteria: readonly Criterion[]): readonly AnyKey[] =>
  criteria.flatMap((criterion) => {
    const keys = keysOfCriterion(criterion);
    return keys === undefined || keys.length === 0 ? [] : [keys];
  });

/** The units that the criteria name, of those that the actor sees; see `unitsAsked`. */
export const unitsOfCriteria = (actor: Actor, criteria: readonly Criterion[]): readonly number[] | undefined => {
  const named = criteria.flatMap((one) =>
    one.kind === 'id' && one.field === 'unitId' && !one.not ? [new Set(one.ids)] : [],
  );
  const [first, ...others] = named;
  if (first === undefined) return unitsAsked(actor);
  return unitsAsked(
    actor,
    [...first].filter((id) => others.every((ids) => ids.has(id))),
  );
};

const quote = (key: string): string => `'${key.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/** As a `tsquery`, for what has a key of each; undefined where nothing is asked. */
export const queryOfKeys = (all: readonly AnyKey[]): string | undefined =>
  all.length === 0 ? undefined : all.map((keys) => `(${keys.map(quote).join('|')})`).join('&');
