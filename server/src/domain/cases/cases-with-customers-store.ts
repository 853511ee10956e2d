/** Cases together with their customers, in the store. */
import type { Db } from '../../storage/transaction.ts';
import type { Customer } from '../customers/customers-store.ts';
import type { Case } from './case.ts';
import { type CaseRow, caseColumns, toCase } from './case-store.ts';

/** How a customer is called and reached. */
export type CustomerCard = Pick<Customer, 'firstName' | 'lastName' | 'email' | 'phone'>;

export interface CaseWithCustomer {
  readonly case: Case;
  /** Null: the case has none. */
  readonly customer: CustomerCard | null;
}

/** The card of the customer `u` that is joined to a case. */
export const customerCard = `case when u.customer_id is not null then jsonb_build_object(
    'firstName', u.first_name, 'lastName', u.last_name, 'email', u.email, 'phone', u.phone) end as "customer"`;

/** Planned once, and each case looked up by itself: see `case-by-key-store.ts`. */
const text = `
select c.* from unnest((select $2::integer[])) as k(number), lateral (
  select ${caseColumns},
    ${customerCard}
  from cases c left join customers u on u.tenant_id = c.tenant_id and u.customer_id = c.customer_id
  where c.tenant_id = $1 and c.number = k.number offset 0
) c order by c.number`;

type Row = CaseRow & Pick<CaseWithCustomer, 'customer'>;

const selectAll = async (db: Db, tenantId: number, numbers: readonly number[]): Promise<CaseWithCustomer[]> => {
  const rows = await db.rows<Row>({ text, values: [tenantId, numbers] });
  return rows.map(({ customer, ...row }) => ({ case: toCase(row), customer }));
};

/** For those that are asked for alone, at one time in a tenant: many that are asked for at once are not to hold them up. */
const selectAlone = (db: Db, tenantId: number, number: number): Promise<CaseWithCustomer | undefined> =>
  db.gather('case with customer', number, async (numbers) => {
    const all = await selectAll(db, tenantId, numbers);
    const found = new Map(all.map((one) => [one.case.number, one]));
    return numbers.map((asked) => found.get(asked));
  });

/** Cases by number, ascending, whoever may see them. The numbers are positive int32; unknown ones are left out. */
export const selectCasesWithCustomers = async (
  db: Db,
  tenantId: number,
  numbers: readonly number[],
): Promise<CaseWithCustomer[]> => {
  const [only, ...others] = numbers;
  if (only === undefined) return [];
  if (others.length > 0) return selectAll(db, tenantId, numbers);
  const found = await selectAlone(db, tenantId, only);
  return found === undefined ? [] : [found];
};
