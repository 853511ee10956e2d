/** Persons in the store: customers, with when they were made and changed. */
import type { Db, Tx } from '../../storage/transaction.ts';
import type { Bind } from '../access/access-store.ts';
import type { Person, TextPath } from './person.ts';

/** Of `customers u`. */
export const personColumns = `u.customer_id as "id", u.uid, u.personal_id as "personalId", u.first_name as "firstName",
  u.last_name as "lastName", u.email, u.phone, u.ext_ref as "extRef", u.facets, u.created_at as "createdAt",
  u.changed_at as "changedAt"`;

const byId = `select ${personColumns} from customers u where u.tenant_id = $1 and u.customer_id = $2`;

const isPossible = (id: number): boolean => Number.isInteger(id) && id > 0 && id <= 2_147_483_647;

export const selectPerson = async (db: Db, tenantId: number, id: number): Promise<Person | undefined> =>
  isPossible(id) ? db.row<Person>({ text: byId, values: [tenantId, id] }) : undefined;

/** Locked until the transaction ends. */
export const lockPerson = async (tx: Tx, tenantId: number, id: number): Promise<Person | undefined> =>
  isPossible(id) ? tx.row<Person>({ text: `${byId} for no key update`, values: [tenantId, id] }) : undefined;

/** Who looks for a likeness waits here for who does so already, until that transaction has ended. */
export const lockLikeness = async (tx: Tx, tenantId: number): Promise<void> => {
  await tx.rows({ text: `select pg_advisory_xact_lock(hashtextextended('persons', $1))`, values: [tenantId] });
};

/** What two persons must not share: the first and last name together, or one of these texts of facets. */
export interface Likeness {
  readonly names: readonly [first: string, last: string] | undefined;
  readonly texts: readonly { readonly path: TextPath; readonly text: string }[];
}

/** The first ten others who share any of it, in any letter case. */
export const selectAlike = async (
  db: Db,
  tenantId: number,
  { names, texts }: Likeness,
  exceptId: number,
): Promise<Person[]> => {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const same = (sql: string, text: string): string => `lower(${sql}) = lower(${bind(text)}::text)`;
  const alike = texts.map(({ path, text }) => same(`u.facets #>> ${bind(path)}::text[]`, text));
  if (names) alike.push(`${same('u.last_name', names[1])} and ${same('u.first_name', names[0])}`);
  if (alike.length === 0) return [];
  const text = `
select ${personColumns} from customers u
where u.tenant_id = ${bind(tenantId)} and u.customer_id <> ${bind(exceptId)}::integer
  and (${alike.map((condition) => `(${condition})`).join(' or ')})
order by u.customer_id limit 10`;
  return db.rows<Person>({ text, values });
};

/**
 * Persons one of whose names, the e-mail address, or one of these texts of facets contains `search`, in any letter case; by
 * last name, first name, id.
 */
export const selectPersonsByText = async (
  db: Db,
  tenantId: number,
  search: string,
  paths: readonly TextPath[],
  limit: number,
): Promise<Person[]> => {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const wanted = `lower(${bind(search)}::text)`;
  const texts = [
    'u.first_name',
    'u.last_name',
    'u.email',
    ...paths.map((path) => `u.facets #>> ${bind(path)}::text[]`),
  ];
  const contains = texts.map((text) => `position(${wanted} in lower(${text})) > 0`).join(' or ');
  const text = `
select ${personColumns} from customers u
where u.tenant_id = ${bind(tenantId)} and (${wanted} = '' or ${contains})
order by lower(u.last_name) nulls last, lower(u.first_name) nulls last, u.customer_id limit ${bind(limit)}`;
  return db.rows<Person>({ text, values });
};
