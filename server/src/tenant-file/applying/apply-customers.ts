/** Customers of the file. They are data rather than configuration: what the file leaves out stays, others stay too. */

import type { ClientBase } from 'pg';
import { newUid } from '../../domain/uid.ts';
import type { TenantFile } from '../read-tenant-file.ts';
import { passNumber, takeNumbers } from './configuration-store.ts';
import { type CustomerRow, findCustomers, keepCustomers, writeCustomers } from './customers-store.ts';
import { type Change, fieldsOf } from './describe-changes.ts';

type Entry = NonNullable<TenantFile['document']['customers']>[number];
type Refuse = (path: readonly (string | number)[], message: string) => void;

export interface CustomerChanges {
  readonly changes: readonly Change[];
  /** Ids of the new ones are 0 where the file gives none. */
  readonly write: readonly CustomerRow[];
  readonly keep: readonly number[];
}

const given = (entry: Entry): Partial<CustomerRow> => {
  const columns = {
    uid: entry.uid,
    personal_id: entry.personalId,
    first_name: entry.firstName,
    last_name: entry.lastName,
    email: entry.email,
    phone: entry.phone,
    ext_ref: entry.extRef,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
};

const empty: Omit<CustomerRow, 'customer_id' | 'uid'> = {
  personal_id: null,
  first_name: null,
  last_name: null,
  email: null,
  phone: null,
  ext_ref: null,
  from_file: true,
};

const columns = ['uid', 'personal_id', 'first_name', 'last_name', 'email', 'phone', 'ext_ref', 'from_file'] as const;

const nameOf = (row: CustomerRow): string => row.personal_id ?? String(row.customer_id);

/** What applying the file does to customers. */
export const compareCustomers = async (
  client: ClientBase,
  tenantId: number,
  document: TenantFile['document'],
  refuse: Refuse,
): Promise<CustomerChanges> => {
  const entries = document.customers ?? [];
  const ids = entries.flatMap((entry) => entry.id ?? []);
  const personalIds = entries.flatMap((entry) => entry.personalId ?? []);
  const stored = await findCustomers(client, tenantId, ids, personalIds);
  const byId = new Map(stored.map((row) => [row.customer_id, row]));
  const byPersonalId = new Map(stored.map((row) => [row.personal_id, row]));
  const changes: Change[] = [];
  const write: CustomerRow[] = [];
  const met = new Set<number>();
  for (const [index, entry] of entries.entries()) {
    const owner = entry.personalId === undefined ? undefined : byPersonalId.get(entry.personalId);
    const known = entry.id === undefined ? owner : byId.get(entry.id);
    if (owner && owner !== known) {
      refuse(
        ['customers', index, 'personalId'],
        `the customer ${owner.customer_id} has the personalId '${entry.personalId}' in the store`,
      );
    }
    if (known && met.has(known.customer_id)) refuse(['customers', index], 'the customer is there twice');
    if (known) met.add(known.customer_id);
    const row: CustomerRow = known
      ? { ...known, ...given(entry), from_file: true }
      : { ...empty, customer_id: entry.id ?? 0, uid: newUid(Date.now()), ...given(entry) };
    const changed = known ? columns.filter((column) => known[column] !== row[column]) : columns;
    if (changed.length === 0) continue;
    write.push(row);
    const fields = known ? fieldsOf(known, row, changed).filter((field) => field !== 'from_file') : [];
    changes.push({ action: known ? 'change' : 'create', what: 'customer', key: nameOf(row), fields });
  }
  const left = stored.filter((row) => row.from_file && !met.has(row.customer_id));
  const kept = left.map((row): Change => ({ action: 'keep', what: 'customer', key: nameOf(row), fields: [] }));
  return { changes: [...changes, ...kept], write, keep: left.map((row) => row.customer_id) };
};

/** Numbers that the file gives are passed by the sequence first, so that new customers get others. */
export const writeCustomerChanges = async (
  client: ClientBase,
  tenantId: number,
  { write, keep }: CustomerChanges,
): Promise<void> => {
  const most = Math.max(0, ...write.map((row) => row.customer_id));
  if (most > 0) await passNumber(client, tenantId, 'customer_id', most);
  const fresh = await takeNumbers(client, 'customer_id', write.filter((row) => row.customer_id === 0).length);
  const rows = write.map((row) => (row.customer_id === 0 ? { ...row, customer_id: fresh.shift() ?? 0 } : row));
  if (rows.length > 0) await writeCustomers(client, tenantId, rows);
  if (keep.length > 0) await keepCustomers(client, tenantId, keep);
};
