/** The cases that an actor sees, as the index of units has them (migrations 0010, 0011). */
import { type Bind, visibleCases } from '../access/access-store.ts';
import type { Actor } from '../actor.ts';
import { restricted } from './case-keys.ts';
import type { SearchPlan } from './search-plan-store.ts';

type Units = SearchPlan['units'];

/** What holds for exactly the cases `c` of these units that the actor sees; `undefined`: of any. */
export const seenCases = (actor: Actor, units: Units, bind: Bind): string[] => [
  `c.tenant_id = ${bind(actor.tenant.id)}`,
  ...(units === undefined ? [] : [`c.seen_unit = any(${bind(units)}::integer[])`]),
  visibleCases(actor, 'c', bind),
];

/**
 * The same in two parts: a case that is not restricted is seen by its unit alone, and of the others there are few. So an
 * index that knows no more than units tells who is seen.
 */
const inParts = (actor: Actor, units: readonly number[], bind: Bind): readonly (readonly string[])[] => {
  const tenant = `c.tenant_id = ${bind(actor.tenant.id)}`;
  const open = [tenant, `c.seen_unit = any(${bind(units.filter((unit) => unit !== restricted))}::integer[])`];
  const closed = [tenant, `c.seen_unit = ${restricted}`, visibleCases(actor, 'c', bind)];
  return units.includes(restricted) ? [open, closed] : [open];
};

/** A statement that counts the cases `c` that the actor sees and that `conditions` hold for. */
export const countSeen = (
  actor: Actor,
  { lookup, units }: Pick<SearchPlan, 'lookup' | 'units'>,
  conditions: readonly string[],
  bind: Bind,
): string => {
  const count = (seen: readonly string[]): string =>
    `(select count(*)::integer from cases c where ${[...seen, ...conditions].join(' and ')})`;
  if (units === undefined || lookup !== undefined) return `select ${count(seenCases(actor, units, bind))} as count`;
  return `select ${inParts(actor, units, bind).map(count).join(' + ')} as count`;
};

/** What lists are sorted by: the index of units has it all. */
const sortable =
  'c.number, c.category, c.archived, c.unit_id, c.status, c.type, c.severity, c.created_at, c.modified_at, c.due_at, c.review_at';

/**
 * A subquery `c` of numbers, and what they are sorted by, of the cases that the actor sees and that `conditions` hold for,
 * which say nothing that the index of units does not know. It is read whole, in that index and not in one of an order.
 */
export const gatherSeen = (
  actor: Actor,
  units: readonly number[],
  conditions: readonly string[],
  bind: Bind,
): string => {
  const parts = inParts(actor, units, bind).map(
    (seen) => `select ${sortable} from cases c where ${[...seen, ...conditions].join(' and ')}`,
  );
  return `(${parts.join('\n  union all\n  ')}\n  offset 0) c`;
};
