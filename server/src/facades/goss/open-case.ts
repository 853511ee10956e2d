/** What the calls on one open case share: its lock, who acts, and "gone" (contract goss §6, §8). */
import type { Tx } from '../../core.ts';
import type { Permission } from '../../domain/access/permission.ts';
import type { Actor } from '../../domain/actor.ts';
import { type Case, isOpen } from '../../domain/cases/case.ts';
import { takeCase } from '../../domain/cases/find-case.ts';
import { DomainError } from '../../domain/errors.ts';
import type { User } from '../../domain/tenants/tenant.ts';
import type { Context, Program } from './method.ts';
import { systemUser } from './wire/shown-case.ts';

/** The program's permissions count; history names the system user, unless the call names another. */
export const systemActor = (program: Program): Actor => ({ ...program, recordedAs: null });

/** Whom a call names by his login: null is the system, undefined is nobody that there is. */
export const userNamed = ({ tenant }: Program, login: string): User | null | undefined =>
  tenant.users.byKey.get(login) ?? (login === systemUser.login ? null : undefined);

/** What an event of a call records beside: whose key it was. */
export const eventData = ({ user }: Program): { readonly program: string } => ({ program: user.login });

/** What was found, or undefined where the case is unknown or not visible: told apart by nothing (DESIGN S6). */
export const unlessUnknown = async <T>(found: Promise<T>): Promise<T | undefined> => {
  try {
    return await found;
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'not-found') return undefined;
    throw error;
  }
};

/**
 * Runs `work` on an open case, locked, in one transaction. Undefined: the case is gone, that is unknown, not visible, closed
 * or archived. Fails with `forbidden` where the program sees the case and lacks the permission there.
 */
export const withOpenCase = <T>(
  { deps, program }: Context,
  reference: string,
  permission: Permission,
  work: (tx: Tx, actor: Actor, found: Case) => Promise<T>,
): Promise<T | undefined> =>
  unlessUnknown(
    deps.core.run(program, async (tx) => {
      const actor = systemActor(program);
      const found = await takeCase(tx, actor, { reference }, permission);
      return isOpen(found) ? work(tx, actor, found) : undefined;
    }),
  );
