/** Cases together with their customers, in the store. */
import type { Db } from '../../storage/transaction.ts';
import type { Customer } from '../customers/customers-store.ts';
import type { Case } from './case.ts';
import { lookUpEach, readsByKey } from './case-by-key-store.ts';
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

type More = Pick<CaseWithCustomer, 'customer'>;

const selected = `${caseColumns}, ${customerCard}`;
const joined = 'left join customers u on u.tenant_id = c.tenant_id and u.customer_id = c.customer_id';
const text = `${lookUpEach('number', 'integer', selected, joined)} order by c.number`;

const split = ({ customer, ...columns }: Case & More): CaseWithCustomer => ({ case: columns, customer });

/** For those that are asked for alone: many that are asked for at once are not to hold them up. */
const readByKey = readsByKey<More>('case with customer', selected, joined);

/** Cases by number, ascending, whoever may see them. The numbers are positive int32; unknown ones are left out. */
export const selectCasesWithCustomers = async (
  db: Db,
  tenantId: number,
  numbers: readonly number[],
): Promise<CaseWithCustomer[]> => {
  const [only, ...others] = numbers;
  if (only === undefined) return [];
  if (others.length > 0) {
    const rows = await db.rows<CaseRow & More>({ text, values: [tenantId, numbers] });
    return rows.map((row) => split(toCase(row) as Case & More));
  }
  const found = await readByKey(db, tenantId, { number: only });
  return found === undefined ? [] : [split(found)];
};
