/** Cases and their history in the store: the hot statements, as text. */
import type { Db, Query, Tx } from '../../storage/transaction.ts';
import type { Chained } from '../history/event.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { type Case, categories } from './case.ts';

/** Column, property, type: for every column of `cases` but the tenant. */
const columns = [
  ['number', 'number', 'integer'],
  ['uid', 'uid', 'uuid'],
  ['reference', 'reference', 'text'],
  ['version', 'version', 'integer'],
  ['type', 'type', 'text'],
  ['subtype', 'subtype', 'text'],
  ['stage', 'stage', 'text'],
  ['status', 'status', 'text'],
  ['category', 'category', 'smallint'],
  ['offense_type_id', 'offenseTypeId', 'integer'],
  ['subject', 'subject', 'text'],
  ['description', 'description', 'text'],
  ['solution', 'solution', 'text'],
  ['severity', 'severity', 'text'],
  ['tags', 'tags', 'text[]'],
  ['unit_id', 'unitId', 'integer'],
  ['owner_id', 'ownerId', 'integer'],
  ['assignee_ids', 'assigneeIds', 'integer[]'],
  ['assignee_group_ids', 'assigneeGroupIds', 'integer[]'],
  ['customer_id', 'customerId', 'integer'],
  ['contact_name', 'contactName', 'text'],
  ['contact_email', 'contactEmail', 'text'],
  ['contact_phone', 'contactPhone', 'text'],
  ['contact_address', 'contactAddress', 'text'],
  ['external_reference', 'externalReference', 'text'],
  ['due_at', 'dueAt', 'timestamptz'],
  ['review_at', 'reviewAt', 'timestamptz'],
  ['review_notes', 'reviewNotes', 'text'],
  ['language', 'language', 'text'],
  ['attributes', 'attributes', 'jsonb'],
  ['archived', 'archived', 'boolean'],
  ['restricted', 'restricted', 'boolean'],
  ['restricted_user_ids', 'restrictedUserIds', 'integer[]'],
  ['restricted_group_ids', 'restrictedGroupIds', 'integer[]'],
  ['created_at', 'createdAt', 'timestamptz'],
  ['created_by', 'createdById', 'integer'],
  ['modified_at', 'modifiedAt', 'timestamptz'],
  ['modified_by', 'modifiedById', 'integer'],
  ['closed_at', 'closedAt', 'timestamptz'],
  ['closure_reason', 'closureReason', 'text'],
  ['closure_note', 'closureNote', 'text'],
  ['facets', 'facets', 'jsonb'],
  ['review_task_id', 'reviewTaskId', 'integer'],
  ['due_by_rule', 'dueByRule', 'boolean'],
  ['held_due_at', 'heldDueAt', 'timestamptz'],
  ['paused_at', 'pausedAt', 'timestamptz'],
  ['pause_count', 'pauseCount', 'integer'],
  ['due_step', 'dueStep', 'smallint'],
  ['history_seq', 'historySeq', 'integer'],
  ['history_at', 'historyAt', 'timestamptz'],
  ['history_hash', 'historyHash', 'bytea'],
] as const;

type Column = (typeof columns)[number];

/** `c.number, …`, named as the properties of `Case`; `category` still a number. */
export const caseColumns = columns.map(([column, property]) => `c.${column} as "${property}"`).join(', ');

export type CaseRow = Omit<Case, 'category'> & { readonly category: number };

/** The row itself becomes the case: it is nobody else's, and copies of so many members cost more than reading them. */
export const toCase = (row: CaseRow): Case =>
  Object.assign(row as Omit<CaseRow, 'category'>, { category: categories[row.category] ?? 'new' });

const toValue = (found: Case, [, property, type]: Column): unknown => {
  if (property === 'category') return categories.indexOf(found.category);
  const value = found[property];
  return type === 'jsonb' ? JSON.stringify(value) : value;
};

/** `($k::…, …)` of the events: seqs, uids, times, kinds, changes, data, hashes as arrays, from placeholder `first`. */
const unnestEvents = (first: number): string =>
  `unnest($${first}::integer[], $${first + 1}::uuid[], $${first + 2}::timestamptz[], $${first + 3}::text[],` +
  ` $${first + 4}::text[], $${first + 5}::text[], $${first + 6}::bytea[]) as e(seq, uid, at, kind, changes, data, hash)`;

const eventValues = (events: Chained): unknown[] => [
  events.seqs,
  events.uids,
  events.ats,
  events.kinds,
  events.changes,
  events.data,
  events.hashes,
];

const historyColumns = '(tenant_id, case_number, seq, uid, at, actor_id, kind, facade, changes, data, hash, position)';

/** A new case takes its number and reference from elsewhere, and the rest of these as the table has them of itself. */
const notInserted: readonly string[] = ['number', 'reference', 'held_due_at', 'paused_at', 'pause_count', 'due_step'];
const insertColumns = columns.filter(([column]) => !notInserted.includes(column));

// $1 tenant, $2 reference or null, $3 actor, $4 face, $5… events, then the columns, the reference's prefix, the number's
// least width, the reference's suffix; last the number, where it was taken before.
const firstEvent = 5;
const firstColumn = firstEvent + 7;
const firstFormat = firstColumn + insertColumns.length;
const fromNumber =
  `$${firstFormat}::text || lpad(n.number::text, greatest($${firstFormat + 1}::integer, length(n.number::text)), '0')` +
  ` || $${firstFormat + 2}::text`;

/** With `passesTaken` a reference that is taken answers no row, and leaves the transaction as it is. */
const insertTextOf = (passesTaken: boolean): string => `
with n as (select coalesce($${firstFormat + 3}::integer, next_number('case_number')::integer) as number),
c as (
  insert into cases (tenant_id, number, reference, ${insertColumns.map(([column]) => column).join(', ')})
  select $1, n.number, coalesce($2, ${fromNumber}),
    ${insertColumns.map(([, , type], i) => `$${firstColumn + i}::${type}`).join(', ')}
  from n
  ${passesTaken ? 'on conflict (tenant_id, reference) do nothing' : ''}
  returning number, reference
),
h as (
  insert into history ${historyColumns}
  select $1, n.number, e.seq, e.uid, e.at, $3::integer, e.kind, $4, e.changes::json, e.data::json, e.hash,
    next_number('position')
  from ${passesTaken ? 'c n' : 'n'}, ${unnestEvents(firstEvent)}
  order by e.seq
)
select number, reference from c`;
const insertText = insertTextOf(false);
const insertUntakenText = insertTextOf(true);

const takeNumbers = (tx: Tx, count: number): Promise<{ number: number }[]> =>
  tx.rows({
    text: "select next_number('case_number')::integer as number from generate_series(1, $1::integer)",
    values: [count],
  });

/** A number for a case that is to be made; never given again. */
export const takeCaseNumber = async (tx: Tx): Promise<number> => {
  const row = await tx.gather('case number', undefined, ({ length }) => takeNumbers(tx, length));
  if (row === undefined) throw new Error('The sequence of case numbers answered no row.');
  return row.number;
};

export interface InsertedCase {
  readonly number: number;
  readonly reference: string;
}

/** `{number:6}` between two texts: prefix, least width, suffix. */
const splitFormat = (format: string): [string, number, string] => {
  const [prefix = '', rest = ''] = format.split('{number');
  const [width = '', suffix = ''] = rest.split('}');
  return [prefix, Number(width.slice(1)), suffix];
};

/**
 * The statement that stores a new case and its first events; `number`, unless it was taken before, and, where null,
 * `reference` (made of the number as `numberFormat` of the tenant says) come from the store. `passesTaken`: a taken
 * reference answers no row, where it would fail else, and the transaction with it.
 */
export const insertCaseQuery = (
  { id: tenantId, numberFormat }: Pick<Tenant, 'id' | 'numberFormat'>,
  created: Omit<Case, 'number' | 'reference'> & {
    readonly number?: number | undefined;
    readonly reference: string | null;
  },
  events: Chained,
  actorId: number | null,
  face: string,
  passesTaken: boolean,
): Query => ({
  text: passesTaken ? insertUntakenText : insertText,
  values: [
    tenantId,
    created.reference,
    actorId,
    face,
    ...eventValues(events),
    ...insertColumns.map((column) => toValue(created as Case, column)),
    ...splitFormat(numberFormat),
    created.number ?? null,
  ],
});

const updateColumns = columns.filter(
  ([column]) => !['number', 'uid', 'created_at', 'created_by', 'type'].includes(column),
);
const firstUpdated = firstEvent + 7;
const updateText = `
with c as (
  update cases set ${updateColumns.map(([column, , type], i) => `${column} = $${firstUpdated + i}::${type}`).join(', ')}
  where tenant_id = $1 and number = $2
)
insert into history ${historyColumns}
select $1, $2, e.seq, e.uid, e.at, $3::integer, e.kind, $4, e.changes::json, e.data::json, e.hash, next_number('position')
from ${unnestEvents(firstEvent)}
order by e.seq`;

/** Stores a changed case, which the transaction has locked, and the events of the change, in one statement. */
export const updateCase = async (
  tx: Tx,
  tenantId: number,
  changed: Case,
  events: Chained,
  actorId: number | null,
  face: string,
  isLast = false,
): Promise<void> => {
  const updating = tx.rows({
    text: updateText,
    values: [
      tenantId,
      changed.number,
      actorId,
      face,
      ...eventValues(events),
      ...updateColumns.map((column) => toValue(changed, column)),
    ],
  });
  if (isLast) tx.done();
  await updating;
};

const selectText = `select ${caseColumns} from cases c where c.tenant_id = $1`;
const byNumberLocked = `${selectText} and c.number = $2 for no key update`;
// A uid never changes, so what it names may be locked by it; several at once by number, as everywhere.
const byUidLocked = `${selectText} and c.uid = $2 for no key update`;
const byUids = `${selectText} and c.uid = any($2::uuid[]) order by c.number`;
const byUidsLocked = `${byUids} for no key update`;
const byNumbers = `${selectText} and c.number = any($2::integer[]) order by c.number`;
const byNumbersLocked = `${byNumbers} for no key update`;
// A look-up before the lock: the lock itself is taken by number, in which order every transaction locks.
const numberByReference = 'select number from cases where tenant_id = $1 and reference = $2';

/** How a caller names a case. A `number` that is no positive int32 and a `uid` that is none name nothing. */
export type CaseKey = { readonly number: number } | { readonly reference: string } | { readonly uid: string };

const uidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether the key can name a case at all: what cannot is never asked of the database. */
export const isPossible = (key: CaseKey): boolean => {
  if ('number' in key) return Number.isInteger(key.number) && key.number > 0 && key.number <= 2_147_483_647;
  if ('uid' in key) return uidPattern.test(key.uid);
  return key.reference.length > 0 && key.reference.isWellFormed() && !key.reference.includes('\0');
};

/** One case, locked until the transaction ends, as it is once the lock is had. */
export const lockCase = async (tx: Tx, tenantId: number, key: CaseKey): Promise<Case | undefined> => {
  if (!isPossible(key)) return undefined;
  if ('uid' in key) {
    const found = await tx.row<CaseRow>({ text: byUidLocked, values: [tenantId, key.uid] });
    return found && toCase(found);
  }
  const named =
    'number' in key
      ? key
      : await tx.row<{ number: number }>({ text: numberByReference, values: [tenantId, key.reference] });
  if (named === undefined) return undefined;
  const row = await tx.row<CaseRow>({ text: byNumberLocked, values: [tenantId, named.number] });
  if (row === undefined || ('reference' in key && row.reference !== key.reference)) return undefined;
  return toCase(row);
};

const possibleNumbers = (numbers: readonly number[]): number[] => numbers.filter((number) => isPossible({ number }));

/** Cases by number, ascending; unknown numbers are left out. */
export const selectCases = async (db: Db, tenantId: number, numbers: readonly number[]): Promise<Case[]> =>
  (await db.rows<CaseRow>({ text: byNumbers, values: [tenantId, possibleNumbers(numbers)] })).map(toCase);

/** The same, locked in ascending order, so that transactions that lock several cases never wait in a ring. */
export const lockCases = async (tx: Tx, tenantId: number, numbers: readonly number[]): Promise<Case[]> =>
  (await tx.rows<CaseRow>({ text: byNumbersLocked, values: [tenantId, possibleNumbers(numbers)] })).map(toCase);

const possibleUids = (uids: readonly string[]): string[] => uids.filter((uid) => isPossible({ uid }));

/** Cases by uid, ascending by number; what is no uid, or nobody's, is left out. */
export const selectCasesByUid = async (db: Db, tenantId: number, uids: readonly string[]): Promise<Case[]> =>
  (await db.rows<CaseRow>({ text: byUids, values: [tenantId, possibleUids(uids)] })).map(toCase);

/** The same, locked in that order. */
export const lockCasesByUid = async (tx: Tx, tenantId: number, uids: readonly string[]): Promise<Case[]> =>
  (await tx.rows<CaseRow>({ text: byUidsLocked, values: [tenantId, possibleUids(uids)] })).map(toCase);
