/** Activities together with the customer of their case, in the store. */
import type { Db } from '../../storage/transaction.ts';
import type { CaseAccess } from '../access/access.ts';
import { visibleCases } from '../access/access-store.ts';
import type { Actor } from '../actor.ts';
import type { Customer } from '../customers/customers-store.ts';
import { activityColumns } from './activities-store.ts';
import type { ActivityHead } from './activity.ts';

/** How a customer is called and reached. */
export type CaseCustomer = Pick<Customer, 'id' | 'firstName' | 'lastName' | 'email' | 'phone'>;

export interface ListedActivity {
  readonly activity: ActivityHead;
  /** Of its case, at the moment; null: none. */
  readonly customer: CaseCustomer | null;
}

const customerColumn = `case when u.customer_id is not null then jsonb_build_object('id', u.customer_id,
  'firstName', u.first_name, 'lastName', u.last_name, 'email', u.email, 'phone', u.phone) end as "customer"`;

const joined = `activities a
join cases c on c.tenant_id = a.tenant_id and c.number = a.case_number
left join customers u on u.tenant_id = c.tenant_id and u.customer_id = c.customer_id`;

const byIds = `
select ${activityColumns}, ${customerColumn}, jsonb_build_object('number', c.number, 'unitId', c.unit_id,
  'restricted', c.restricted, 'restrictedUserIds', c.restricted_user_ids,
  'restrictedGroupIds', c.restricted_group_ids) as "access"
from ${joined} where a.tenant_id = $1 and a.activity_id = any($2::integer[]) order by a.activity_id`;

/** Activities by id, ascending, whoever may see their cases; unknown ids are left out. The ids are positive int32. */
export const selectListedActivities = async (
  db: Db,
  tenantId: number,
  ids: readonly number[],
): Promise<(ListedActivity & { readonly access: CaseAccess })[]> => {
  const rows = await db.rows<ActivityHead & Pick<ListedActivity, 'customer'> & { access: CaseAccess }>({
    text: byIds,
    values: [tenantId, ids],
  });
  return rows.map(({ customer, access, ...activity }) => ({ activity, customer, access }));
};

export interface ActivityPage {
  /** So many come before the page. */
  readonly offset: number;
  readonly limit: number;
  readonly descending: boolean;
}

/** A page of the activities of a case, by id; none where the actor does not see the case. */
export const selectActivitiesOfCase = async (
  db: Db,
  actor: Actor,
  caseNumber: number,
  { offset, limit, descending }: ActivityPage,
): Promise<ListedActivity[]> => {
  const values: unknown[] = [actor.tenant.id, caseNumber, limit, offset];
  const visible = visibleCases(actor, 'c', (value) => `$${values.push(value)}`);
  const rows = await db.rows<ActivityHead & Pick<ListedActivity, 'customer'>>({
    text: `
select ${activityColumns}, ${customerColumn} from ${joined}
where a.tenant_id = $1 and a.case_number = $2 and ${visible}
order by a.activity_id${descending ? ' desc' : ''} limit $3 offset $4::bigint`,
    values,
  });
  return rows.map(({ customer, ...activity }) => ({ activity, customer }));
};

/** How many activities the case has; none where the actor does not see it. */
export const countActivitiesOfCase = async (db: Db, actor: Actor, caseNumber: number): Promise<number> => {
  const values: unknown[] = [actor.tenant.id, caseNumber];
  const visible = visibleCases(actor, 'c', (value) => `$${values.push(value)}`);
  const text = `select count(*)::integer as count from activities a
join cases c on c.tenant_id = a.tenant_id and c.number = a.case_number
where a.tenant_id = $1 and a.case_number = $2 and ${visible}`;
  return (await db.row<{ count: number }>({ text, values }))?.count ?? 0;
};
