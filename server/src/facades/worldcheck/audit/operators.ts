/** Comparisons of filters (contract worldcheck §3.4). */
import { instantOf } from '../dates.ts';

interface OperatorRule {
  /** How many values stand behind it: one, a list of any length, or a list of two. */
  readonly takes: 'one' | 'list' | 'two';
  /** `orders`: below 0, 0, above 0, as the row's value stands to each of those values. */
  readonly compare: (orders: readonly number[]) => boolean;
}

const one = (holds: (order: number) => boolean): OperatorRule => ({
  takes: 'one',
  compare: ([order = 0]) => holds(order),
});

const above = one((order) => order > 0);
const notBelow = one((order) => order >= 0);
const below = one((order) => order < 0);
const notAbove = one((order) => order <= 0);

export const operators = {
  '==': one((order) => order === 0),
  '!=': one((order) => order !== 0),
  '>': above,
  '=gt=': above,
  '>=': notBelow,
  '=ge=': notBelow,
  '<': below,
  '=lt=': below,
  '<=': notAbove,
  '=le=': notAbove,
  '=in=': { takes: 'list', compare: (orders) => orders.includes(0) },
  '=out=': { takes: 'list', compare: (orders) => !orders.includes(0) },
  // Both ends are included.
  '=RANGE=': { takes: 'two', compare: ([from = 0, to = 0]) => from >= 0 && to <= 0 },
} as const satisfies Readonly<Record<string, OperatorRule>>;

export type Operator = keyof typeof operators;

/** Operators that hold for a row that has no value: what is nothing is other than any value. */
const holdsForNothing = (operator: Operator): boolean => operator === '!=' || operator === '=out=';

const orderOf = <T extends string | number>(left: T, right: T): number => (left < right ? -1 : left > right ? 1 : 0);

/** Whether a row's value, null where it has none, stands so to the values. */
export const standsTo = <T extends string | number>(
  operator: Operator,
  values: readonly T[],
): ((value: T | null) => boolean) => {
  const { compare }: OperatorRule = operators[operator];
  return (value) => (value === null ? holdsForNothing(operator) : compare(values.map((one) => orderOf(value, one))));
};

const basicDay = /^(\d{4})(\d{2})(\d{2})$/;

/** ISO 8601, extended or basic, UTC where no zone is named, in ms; undefined: no such date. */
export const parseInstant = (text: string): number | undefined =>
  instantOf(text.replace(basicDay, '$1-$2-$3'), 'UTC')?.getTime();
