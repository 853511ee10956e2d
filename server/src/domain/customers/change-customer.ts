import type { Tx } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import type { Case } from '../cases/case.ts';
import type { CaseKey } from '../cases/case-store.ts';
import { diffCase } from '../cases/diff-case.ts';
import { takeCase } from '../cases/find-case.ts';
import { type Precondition, requireFresh, requireNotClosed, requireUnarchived } from '../cases/precondition.ts';
import { writeChange } from '../cases/write-change.ts';
import { DomainError } from '../errors.ts';
import { requireCustomer } from './require-customer.ts';

/**
 * Gives an open case another customer, or its first (`customer.change`; whose case it is does not matter). Fails with
 * `not-found`, `forbidden`, `conflict` (`case/archived`, `case/not-open`; `customer/unchanged` for the present one), `stale`,
 * `invalid` `customer/unknown`.
 */
export const changeCustomer = async (
  tx: Tx,
  actor: Actor,
  key: CaseKey,
  customerId: number,
  precondition: Precondition = {},
): Promise<Case> => {
  const found = await takeCase(tx, actor, key, 'customer.change');
  requireUnarchived(found);
  requireNotClosed(found);
  requireFresh(found, precondition);
  await requireCustomer(tx, actor, { id: customerId });
  if (found.customerId === customerId) {
    throw new DomainError('conflict', 'customer/unchanged', 'The case has this customer already.', {
      params: { number: found.number, customer: customerId },
    });
  }
  const changed = { ...found, customerId };
  return writeChange(tx, actor, changed, [{ kind: 'edited', changes: diffCase(actor.tenant, found, changed) }]);
};
