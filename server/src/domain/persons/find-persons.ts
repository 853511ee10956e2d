import type { Db } from '../../storage/transaction.ts';
import { requirePermission } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import { notFound } from '../errors.ts';
import type { Person, TextPath } from './person.ts';
import { selectPerson, selectPersonsByText } from './persons-store.ts';

/** One person (`case.view`). Fails with `forbidden`, `not-found` `customer/unknown`. */
export const getPerson = async (db: Db, actor: Actor, id: number): Promise<Person> => {
  requirePermission(actor, 'case.view');
  const found = await selectPerson(db, actor.tenant.id, id);
  if (found === undefined) throw notFound('customer', { id });
  return found;
};

export interface FoundPersons {
  readonly persons: readonly Person[];
  /** Whether there are more. */
  readonly more: boolean;
}

/**
 * The first persons, by last name, whose names, e-mail address or texts at `paths` contain `search` in any letter case
 * (`case.view`). Fails with `forbidden`.
 */
export const findPersons = async (
  db: Db,
  actor: Actor,
  search: string,
  paths: readonly TextPath[],
  limit: number,
): Promise<FoundPersons> => {
  requirePermission(actor, 'case.view');
  const found = await selectPersonsByText(db, actor.tenant.id, search, paths, limit + 1);
  return { persons: found.slice(0, limit), more: found.length > limit };
};
