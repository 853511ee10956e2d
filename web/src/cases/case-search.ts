/** What the list of cases is asked for: it is the address, so that a list can be kept, shared and gone back to. */
import type { Case, CaseQuery } from '@docket/sdk';

export const categories = ['new', 'active', 'escalated', 'closed'] as const;

export const sortFields = ['number', 'severity', 'dueAt', 'createdAt', 'modifiedAt'] as const;

export type SortField = (typeof sortFields)[number];
export type Sort = SortField | `-${SortField}`;

export interface CaseSearch {
  readonly q?: string;
  readonly statusCategory?: Case['statusCategory'];
  readonly type?: string;
  readonly unit?: string;
  /** A login, or `me`. */
  readonly owner?: string;
  /** Default: last changed first. */
  readonly sort?: Sort;
  readonly cursor?: string;
  /** Numbers of the selected cases, parted by commas. */
  readonly selected?: string;
}

export const defaultSort: Sort = '-modifiedAt';

const sorts: readonly string[] = sortFields.flatMap((field) => [field, `-${field}`]);

const isCategory = (text: unknown): text is Case['statusCategory'] => (categories as readonly unknown[]).includes(text);
const isSort = (text: unknown): text is Sort => typeof text === 'string' && sorts.includes(text);
const isText = (text: unknown): text is string => typeof text === 'string' && text !== '';

/** Takes what makes sense of an address that anybody may have typed, and leaves the rest. */
export const readCaseSearch = (given: Record<string, unknown>): CaseSearch => {
  const { q, statusCategory, type, unit, owner, sort, cursor, selected } = given;
  return {
    ...(isText(q) ? { q } : {}),
    ...(isCategory(statusCategory) ? { statusCategory } : {}),
    ...(isText(type) ? { type } : {}),
    ...(isText(unit) ? { unit } : {}),
    ...(isText(owner) ? { owner } : {}),
    ...(isSort(sort) ? { sort } : {}),
    ...(isText(cursor) ? { cursor } : {}),
    ...(isText(selected) && /^[0-9]+(,[0-9]+)*$/.test(selected) ? { selected } : {}),
  };
};

/** Cases a page. */
const pageSize = 50;

export const caseQueryOf = ({ q, statusCategory, type, unit, owner, sort, cursor }: CaseSearch): CaseQuery => ({
  archived: false,
  limit: pageSize,
  sort: sort ?? defaultSort,
  ...(q === undefined ? {} : { q }),
  ...(statusCategory === undefined ? {} : { statusCategory: [statusCategory] }),
  ...(type === undefined ? {} : { type: [type] }),
  ...(unit === undefined ? {} : { unit: [unit] }),
  ...(owner === undefined ? {} : { owner: [owner] }),
  ...(cursor === undefined ? {} : { cursor }),
});

export const readSelection = ({ selected }: CaseSearch): ReadonlySet<number> =>
  new Set(selected === undefined ? [] : selected.split(',').map(Number));

export const writeSelection = (numbers: Iterable<number>): string => [...numbers].sort((a, b) => a - b).join(',');

/** A first press sorts by the field, the greatest first; a second turns the order round. */
export const turnSort = (sort: Sort, field: SortField): Sort => (sort === `-${field}` ? field : `-${field}`);

type Filters = Pick<CaseSearch, 'q' | 'statusCategory' | 'type' | 'unit' | 'owner'>;

/** Other filters make another list: its first page, nothing selected. */
export const withFilter = (
  { cursor: _, selected: __, ...rest }: CaseSearch,
  name: keyof Filters,
  value: string,
): CaseSearch => readCaseSearch({ ...rest, [name]: value });
