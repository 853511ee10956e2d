/** The rule of who sees (DESIGN S1, S5) as a condition on `cases c`; the same rule in code is `seesCase`. */
import type { Actor } from '../actor.ts';
import { hasPermission, isAdmin } from './access.ts';

/** Appends a value to a statement and answers its placeholder. */
export type Bind = (value: unknown) => string;

/**
 * SQL that holds for exactly the cases `alias` that the actor sees; `bind` takes its values. The text depends only on
 * whether the user has `case.view` and `*`, so there are few texts to prepare.
 */
export const visibleCases = (actor: Actor, alias: string, bind: Bind): string => {
  const { user } = actor;
  if (user === null) return 'true';
  if (!hasPermission(user, 'case.view')) return 'false';
  const inUnit = `(${alias}.unit_id is null or ${alias}.unit_id = any(${bind([...user.seenUnitIds])}::integer[]))`;
  if (isAdmin(user)) return `(${alias}.restricted or ${inUnit})`;
  const listed =
    `(${bind(user.id)}::integer = any(${alias}.restricted_user_ids)` +
    ` or ${alias}.restricted_group_ids && ${bind([...user.groupIds])}::integer[])`;
  return `case when ${alias}.restricted then ${listed} else ${inUnit} end`;
};
