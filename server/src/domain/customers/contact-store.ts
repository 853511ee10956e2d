/** How a customer is reached, as a condition on `customers` (contract egain 6.2). */
import type { Bind } from '../access/access-store.ts';

/** Absent members ask for nothing; all that is asked for must hold. */
export interface CustomerContact {
  /** Letter case is ignored. */
  readonly email?: string;
  /** Its ASCII digits are compared, and nothing else of it. A number without any is nobody's. */
  readonly phone?: string;
}

/** SQL that holds for the customers `alias` that are reached so; both columns are indexed. */
export const isReachedBy = (alias: string, { email, phone }: CustomerContact, bind: Bind): string => {
  const conditions: string[] = [];
  if (email !== undefined) conditions.push(`${alias}.email_folded = lower(${bind(email)}::text)`);
  if (phone !== undefined) {
    const digits = bind(phone.replace(/[^0-9]/g, '') || null);
    conditions.push(`${alias}.phone_digits = ${digits}::text`);
  }
  return conditions.length === 0 ? 'true' : conditions.join(' and ');
};
