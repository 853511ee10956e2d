import type { Tx } from '../../storage/transaction.ts';
import { type Actor, recordedUser } from '../actor.ts';
import type { CaseKey } from '../cases/case-store.ts';
import { takeCase } from '../cases/find-case.ts';
import { requireText, widths } from '../cases/judge-fields.ts';
import { writeChange } from '../cases/write-change.ts';
import { invalid } from '../errors.ts';
import { insertLink, type PersonLink, selectLink } from './case-persons-store.ts';
import { selectPerson } from './persons-store.ts';

/**
 * Gives a person a part in a case, open, closed or archived (`case.edit`; DESIGN S13): an event `person.linked`, no new
 * version (S9). The same person in the same part again is the link that is there, and nothing is written. Fails with
 * `not-found`, `forbidden`, `invalid` (`customer/unknown`, a text).
 */
export const linkPerson = async (
  tx: Tx,
  actor: Actor,
  key: CaseKey,
  { customerId, typeId, notes }: Omit<PersonLink, 'id' | 'caseNumber'>,
): Promise<PersonLink> => {
  const { tenant } = actor;
  const found = await takeCase(tx, actor, key, 'case.edit');
  if ((await selectPerson(tx, tenant.id, customerId)) === undefined) {
    throw invalid('customer', 'customer/unknown', `There is no customer ${customerId}.`, { customerId });
  }
  requireText('notes', notes, widths.note);
  const link = { caseNumber: found.number, customerId, typeId, notes };
  const known = await selectLink(tx, tenant.id, link);
  if (known !== undefined) return known;
  const made = await insertLink(tx, tenant.id, link, recordedUser(actor)?.id ?? null);
  const data = { link: made.id, customer: customerId, type: typeId };
  await writeChange(tx, actor, found, [{ kind: 'person.linked', data }]);
  return made;
};
