import { loadTenants } from '@docket/server/domain/tenants/load-tenant.ts';
import type { Tenant, User } from '@docket/server/domain/tenants/tenant.ts';
import { changePassword } from '@docket/server/domain/users/change-password.ts';
import { failureMemoryMs } from '@docket/server/domain/users/check-password.ts';
import { disableUser, enableUser } from '@docket/server/domain/users/disable-user.ts';
import { clearFailures, selectAllFailures } from '@docket/server/domain/users/sessions-store.ts';
import { displayName } from '@docket/server/domain/users/user-name.ts';
import type { Tx } from '@docket/server/storage/transaction.ts';
import { asUsage } from '../as-usage.ts';
import { type Command, readArgs, UsageError } from '../command.ts';
import { findTenant } from '../find-tenant.ts';
import { readPassword } from '../read-password.ts';
import { type CommandStore, withStore } from '../with-store.ts';

interface Action {
  /** Asks for what it needs, before the store is opened. */
  prepare(): Promise<(tx: Tx, tenant: Tenant, user: User) => Promise<void>>;
  /** What is told of the user when it is done. */
  readonly done: string;
}

const untilApplied = 'The next apply of a tenant file makes it the file’s again.';

const actions: Readonly<Record<string, Action>> = {
  password: {
    prepare: async () => {
      const password = await readPassword();
      return (tx, tenant, user) => changePassword(tx, tenant, user, password);
    },
    done: `has the new password, and is signed out everywhere. ${untilApplied}`,
  },
  disable: {
    prepare: async () => disableUser,
    done: `can no longer sign in, and is signed out everywhere. ${untilApplied}`,
  },
  enable: { prepare: async () => enableUser, done: `is enabled. ${untilApplied}` },
  unlock: {
    prepare:
      async () =>
      (tx, tenant, { login }) =>
        clearFailures(tx, tenant.id, login),
    done: 'has no wrong passwords counted against him.',
  },
};

const stateOf = (user: User, failures: number): string => {
  const parts = [user.disabled ? 'disabled' : 'enabled'];
  if (user.passwordHash === null) parts.push('no password');
  if (user.licences.length === 0) parts.push('no licence');
  if (failures > 0) parts.push(`${failures} wrong passwords`);
  return parts.join(', ');
};

/** Columns as wide as what is in them; the last one as it is. */
const inColumns = (rows: readonly (readonly string[])[]): string[] => {
  const widths = rows.reduce<number[]>((all, row) => row.map((cell, i) => Math.max(all[i] ?? 0, cell.length)), []);
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
};

const list = async ({ store, config }: CommandStore, tenants: readonly Tenant[], key?: string): Promise<void> => {
  const wanted = key ?? config.defaultTenant;
  for (const tenant of wanted === undefined ? tenants : [findTenant(tenants, wanted)]) {
    const since = new Date(Date.now() - failureMemoryMs);
    const failures = await store.core.view({ tenant }, (db) => selectAllFailures(db, tenant.id, since));
    const rows = tenant.users.all
      .filter(({ removed }) => !removed)
      .map((user) => [
        user.login,
        displayName(user),
        user.roleKeys.join(' '),
        stateOf(user, failures.get(user.login) ?? 0),
      ]);
    if (tenants.length > 1) console.log(`${tenant.key}:`);
    for (const line of inColumns(rows)) console.log(line);
  }
};

const findUser = (tenant: Tenant, login: string): User => {
  const user = tenant.users.byKey.get(login);
  if (user !== undefined && !user.removed) return user;
  throw new UsageError(`${tenant.key} has no user '${login}'${user === undefined ? '' : ' any more'}.`);
};

export const userCommand: Command = {
  synopsis: `user list | ${Object.keys(actions).join('|')} LOGIN [--tenant TENANT]`,
  summary:
    'Lists who signs in; gives somebody another password (asked for, or from standard input), disables or enables him,\n' +
    '      or forgets his wrong passwords.',
  run: async (args) => {
    const { values, positionals } = readArgs({
      args,
      allowPositionals: true,
      options: { tenant: { type: 'string' } },
    });
    const [name = '', login, ...more] = positionals;
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (action === undefined ? name !== 'list' || login !== undefined : login === undefined || more.length > 0) {
      throw new UsageError('list, or what is to be done and for which login.');
    }
    const work = await action?.prepare();
    try {
      return await withStore(async (opened) => {
        const { store, config, ownerReader } = opened;
        const tenants = await loadTenants(ownerReader);
        if (action === undefined || work === undefined || login === undefined) {
          await list(opened, tenants, values.tenant);
          return 0;
        }
        const tenant = findTenant(tenants, values.tenant ?? config.defaultTenant);
        const user = findUser(tenant, login);
        await store.core.run({ tenant }, (tx) => work(tx, tenant, user));
        console.log(`${tenant.key}: ${user.login} ${action.done}`);
        return 0;
      });
    } catch (error) {
      throw asUsage(error);
    }
  },
};
