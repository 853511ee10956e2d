/** The orders of a list, as stretches that an index has each in its order (migration 0010). */
import type { Bind } from '../access/access-store.ts';
import { severities } from './case.ts';
import type { CaseSort, ListPlace } from './case-filter.ts';

/** A part of the list, sorted alike, behind the place where the page begins. */
export interface Stretch {
  readonly conditions: readonly string[];
  readonly order: string;
}

const columns = { createdAt: 'c.created_at', modifiedAt: 'c.modified_at', dueAt: 'c.due_at', reviewAt: 'c.review_at' };

const byNumber = ({ descending }: CaseSort, after: ListPlace | undefined, bind: Bind): Stretch => ({
  conditions: after === undefined ? [] : [`c.number ${descending ? '<' : '>'} ${bind(after.number)}::integer`],
  order: `c.number ${descending ? 'desc' : 'asc'}`,
});

const byInstant = (column: string, sort: CaseSort, after: ListPlace | undefined, bind: Bind): Stretch => {
  const [sign, way] = sort.descending ? ['<', 'desc'] : ['>', 'asc'];
  const order = `${column} ${way}, c.number ${way}`;
  if (after === undefined) return { conditions: [], order };
  const at = typeof after.key === 'number' ? new Date(after.key) : after.key;
  return {
    conditions: [`(${column}, c.number) ${sign} (${bind(at)}::timestamptz, ${bind(after.number)}::integer)`],
    order,
  };
};

/** First the cases that have the date, then, either way, those that have none. */
const byDate = (column: string, sort: CaseSort, after: ListPlace | undefined, bind: Bind): Stretch[] => {
  const isBehindDates = typeof after?.key === 'string';
  const dated = isBehindDates ? [] : [byInstant(column, sort, after, bind)];
  const undated = byNumber(sort, isBehindDates ? after : undefined, bind);
  return [
    ...dated.map(({ conditions, order }) => ({ conditions: [`${column} is not null`, ...conditions], order })),
    { ...undated, conditions: [`${column} is null`, ...undated.conditions] },
  ];
};

const bySeverity = (sort: CaseSort, after: ListPlace | undefined, bind: Bind): Stretch[] => {
  // Stored from the most urgent on; the list ascends from the least.
  const ranked = severities.map((severity, place) => ({ severity, rank: severities.length - place }));
  const ordered = sort.descending ? ranked : ranked.reverse();
  const isReached = (rank: number): boolean =>
    after === undefined || (sort.descending ? rank <= Number(after.key) : rank >= Number(after.key));
  const left = ordered.filter(({ rank }) => isReached(rank));
  if (left.length === 0) return [{ conditions: ['false'], order: 'c.number' }];
  return left.map(({ severity, rank }) => {
    const { conditions, order } = byNumber(sort, rank === after?.key ? after : undefined, bind);
    return { conditions: [`c.severity = '${severity}'`, ...conditions], order };
  });
};

/** Whether there are cases that have nothing of what is sorted by. */
export const isOfDates = ({ field }: CaseSort): boolean => field === 'dueAt' || field === 'reviewAt';

/** What of the list lies behind the place, in order. Cases without the date come last both ways. */
export const stretchesOf = (sort: CaseSort, after: ListPlace | undefined, bind: Bind): readonly Stretch[] => {
  const { field } = sort;
  if (field === 'number') return [byNumber(sort, after, bind)];
  if (field === 'severity') return bySeverity(sort, after, bind);
  return isOfDates(sort) ? byDate(columns[field], sort, after, bind) : [byInstant(columns[field], sort, after, bind)];
};

/** The same list as one: its order, whatever the index, and what lies behind the place. */
export const wholeOrder = (
  sort: CaseSort,
  after: ListPlace | undefined,
  bind: Bind,
): { readonly order: string; readonly behind: string } => {
  const way = sort.descending ? 'desc' : 'asc';
  const { field } = sort;
  const rank = (): string => `array_position(${bind([...severities].reverse())}::text[], c.severity) ${way}, `;
  const key = field === 'number' ? '' : field === 'severity' ? rank() : `${columns[field]} ${way} nulls last, `;
  const behind = stretchesOf(sort, after, bind).map(({ conditions }) => `(${['true', ...conditions].join(' and ')})`);
  return { order: `${key}c.number ${way}`, behind: `(${behind.join(' or ')})` };
};

/**
 * One statement for all stretches, which stops where it has enough: PostgreSQL reads the parts of a union one after the
 * other, as it gives none that has a limit to parallel workers.
 */
export const inOrder = (stretches: readonly Stretch[], select: (stretch: Stretch) => string, limit: string): string => {
  if (stretches.length === 1) return stretches.map(select).join('');
  return `${stretches.map((stretch) => `(${select(stretch)})`).join('\nunion all\n')}\nlimit ${limit}`;
};
