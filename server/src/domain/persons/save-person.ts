import type { Tx } from '../../storage/transaction.ts';
import { requirePermission } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import { isSame } from '../cases/diff-case.ts';
import { requireText } from '../cases/judge-fields.ts';
import { insertCustomer, updateCustomer } from '../customers/customers-store.ts';
import { customerWidths } from '../customers/judge-customer.ts';
import { DomainError, internal, notFound } from '../errors.ts';
import { newUid } from '../uid.ts';
import type { Person, PersonFields, TextPath } from './person.ts';
import { type Likeness, lockLikeness, lockPerson, selectAlike, selectPerson } from './persons-store.ts';

const judge = (fields: Partial<PersonFields>): void => {
  for (const name of ['firstName', 'lastName', 'email', 'phone'] as const) {
    requireText(name, fields[name], customerWidths[name]);
  }
};

/** The person as the store has it now. */
const stored = async (tx: Tx, actor: Actor, id: number): Promise<Person> => {
  const person = await selectPerson(tx, actor.tenant.id, id);
  if (person === undefined) throw internal(`The customer ${id} is gone from his own transaction.`);
  return person;
};

const textAt = ({ facets }: Pick<PersonFields, 'facets'>, path: TextPath): string => {
  let value: unknown = facets;
  for (const name of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof value === 'string' ? value : '';
};

const likenessOf = (fields: PersonFields, unique: readonly TextPath[]): Likeness => ({
  names: fields.firstName && fields.lastName ? [fields.firstName, fields.lastName] : undefined,
  texts: unique.flatMap((path) => (textAt(fields, path) === '' ? [] : { path, text: textAt(fields, path) })),
});

/** Of two who make the same person at once, the second finds the first. */
const requireUnlike = async (tx: Tx, actor: Actor, likeness: Likeness, exceptId: number): Promise<void> => {
  await lockLikeness(tx, actor.tenant.id);
  const duplicates = await selectAlike(tx, actor.tenant.id, likeness, exceptId);
  if (duplicates.length === 0) return;
  throw new DomainError('conflict', 'customer/alike', 'A person like that is there already.', {
    params: { duplicates },
  });
};

/**
 * Makes a person (`customer.change`), unless there is one who has the same first and last name or the same of the texts
 * that `unique` leads to, in any letter case. Fails with `forbidden`, `invalid`, `conflict` `customer/alike` (params
 * `duplicates`: at most ten persons, by id).
 */
export const createPerson = async (
  tx: Tx,
  actor: Actor,
  fields: PersonFields,
  unique: readonly TextPath[],
): Promise<Person> => {
  requirePermission(actor, 'customer.change');
  judge(fields);
  await requireUnlike(tx, actor, likenessOf(fields, unique), 0);
  const nameless = { personalId: null, extRef: null, uid: newUid(tx.now()) };
  return stored(tx, actor, (await insertCustomer(tx, actor.tenant.id, { ...nameless, ...fields })).id);
};

/**
 * Changes a person (`customer.change`): `edit` is given the person under lock and answers the members to be changed, whole
 * facets included. Only what makes the person newly alike another is refused. Fails as `createPerson`, and with `not-found`
 * `customer/unknown`.
 */
export const editPerson = async (
  tx: Tx,
  actor: Actor,
  id: number,
  edit: (found: Person) => Partial<PersonFields>,
  unique: readonly TextPath[],
): Promise<Person> => {
  requirePermission(actor, 'customer.change');
  const found = await lockPerson(tx, actor.tenant.id, id);
  if (found === undefined) throw notFound('customer', { id });
  const fields = edit(found);
  const changed = { ...found, ...fields };
  if (isSame(changed, found)) return found;
  judge(fields);
  const before = likenessOf(found, unique);
  const { names, texts } = likenessOf(changed, unique);
  const added = texts.filter((one) => !before.texts.some((old) => isSame(old, one)));
  const likeness = { names: isSame(names, before.names) ? undefined : names, texts: added };
  if (likeness.names || added.length > 0) await requireUnlike(tx, actor, likeness, id);
  await updateCustomer(tx, actor.tenant.id, changed);
  return stored(tx, actor, id);
};
