import type { Db } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import { findCases } from '../cases/find-case.ts';
import { selectCustomers } from '../customers/customers-store.ts';
import { casesOf, type TaskLink } from './task.ts';

/** The links to cases that are unknown or that the actor does not see, and to unknown customers, each as often as it is there. */
export const findMissingLinks = async (
  db: Db,
  actor: Actor,
  links: readonly TaskLink[],
): Promise<readonly TaskLink[]> => {
  const customerIds = links.flatMap(({ customerId }) => customerId ?? []);
  const [{ cases }, customers] = await Promise.all([
    findCases(db, actor, casesOf({ links })),
    selectCustomers(db, actor.tenant.id, customerIds),
  ]);
  const seen = new Set(cases.map(({ number }) => number));
  return links.filter(({ caseNumber, customerId }) =>
    caseNumber === null ? !customers.has(customerId ?? 0) : !seen.has(caseNumber),
  );
};
