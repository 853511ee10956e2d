/** Units, groups, roles, users, grants and credentials of the file, as rows. */

import type { ConfigurationRows, CredentialRow, UserRow } from '../../domain/tenants/configuration-rows.ts';
import { newUid } from '../../domain/uid.ts';
import { hashTokenAsHex } from '../../storage/secrets.ts';
import type { Context } from './context.ts';
import { keepSealed } from './keep-sealed.ts';

const identityOf = (context: Context, kind: 'units' | 'groups' | 'users', name: string) => ({
  id: context.idOf(kind, name),
  uid: context[kind].get(name)?.uid ?? '',
});

export const unitRows = (context: Context): Pick<ConfigurationRows, 'units' | 'unit_shares'> => {
  const units = context.document.units ?? [];
  const unitId = (key: string) => context.idOf('units', key);
  return {
    units: units.map((unit, position) => {
      const { id, uid } = identityOf(context, 'units', unit.key);
      const parent_id = unit.parent === undefined ? null : unitId(unit.parent);
      return { unit_id: id, uid, key: unit.key, name: unit.name, parent_id, ext_ref: unit.extRef ?? null, position };
    }),
    unit_shares: units.flatMap((unit) =>
      (unit.sharesWith ?? []).map((share) => ({
        unit_id: unitId(unit.key),
        to_unit_id: unitId(share.unit),
        activities: share.activities ?? false,
      })),
    ),
  };
};

export const groupAndRoleRows = (context: Context): Pick<ConfigurationRows, 'groups' | 'roles'> => ({
  groups: (context.document.groups ?? []).map(({ key, name }, position) => {
    const { id, uid } = identityOf(context, 'groups', key);
    return { group_id: id, uid, key, name, position };
  }),
  roles: (context.document.roles ?? []).map(({ key, permissions }, position) => ({ key, permissions, position })),
});

/** What is left of a user who left the file: enough for history to show him. */
const retire = (row: UserRow): UserRow => ({
  ...row,
  removed: true,
  password_hash: null,
  home_unit_id: null,
  licences: [],
});

export const userRows = (
  context: Context,
  hashes: ReadonlyMap<string, string | null>,
): Pick<ConfigurationRows, 'users' | 'user_units' | 'user_groups' | 'user_roles'> => {
  const users = context.document.users ?? [];
  const present = users.map((user, position): UserRow => {
    const { id, uid } = identityOf(context, 'users', user.login);
    return {
      user_id: id,
      uid,
      login: user.login,
      first_name: user.firstName ?? null,
      last_name: user.lastName ?? null,
      email: user.email ?? null,
      password_hash: hashes.get(user.login) ?? null,
      home_unit_id: user.home === undefined ? null : context.idOf('units', user.home),
      disabled: user.disabled ?? false,
      removed: false,
      licences: user.licences ?? [],
      position,
    };
  });
  const ids = new Set(present.map((row) => row.user_id));
  const each = <T>(
    names: (user: (typeof users)[number]) => readonly string[] | undefined,
    row: (user_id: number, name: string, position: number) => T,
  ): T[] =>
    users.flatMap((user) => (names(user) ?? []).map((name, i) => row(context.idOf('users', user.login), name, i)));
  return {
    users: [...present, ...context.stored.users.filter((row) => !ids.has(row.user_id)).map(retire)],
    user_units: each(
      (user) => user.foreign,
      (user_id, name, position) => ({ user_id, unit_id: context.idOf('units', name), position }),
    ),
    user_groups: each(
      (user) => user.groups,
      (user_id, name, position) => ({ user_id, group_id: context.idOf('groups', name), position }),
    ),
    user_roles: each(
      (user) => user.roles,
      (user_id, role_key, position) => ({ user_id, role_key, position }),
    ),
  };
};

export const grantRows = (context: Context): Pick<ConfigurationRows, 'grants'> => ({
  grants: (context.document.grants ?? []).map((grant, position) => ({
    user_id: context.idOf('users', grant.user),
    target_id: context.idOf('users', grant.target),
    allow: grant.allow,
    position,
  })),
});

/** A credential is known again by its key id or its token; only then does it keep its own id. */
export const credentialRows = (context: Context): Pick<ConfigurationRows, 'credentials'> => {
  const rows: CredentialRow[] = [];
  for (const [i, entry] of (context.document.credentials ?? []).entries()) {
    const token = typeof entry.token === 'string' ? hashTokenAsHex(entry.token) : entry.tokenHash;
    const token_hash = token === undefined ? null : `\\x${token}`;
    const key_id = entry.keyId ?? null;
    const user_id = context.idOf('users', entry.user);
    const same = (row: CredentialRow) =>
      row.facade === entry.facade && row.key_id === key_id && row.token_hash === token_hash;
    const known = context.stored.credentials.find(same);
    const secret_sealed = keepSealed(context, entry.secret, entry.secretSealed, known?.secret_sealed ?? null, [
      'credentials',
      i,
      'secretSealed',
    ]);
    rows.push({
      credential_id: known?.credential_id ?? newUid(Date.now()),
      facade: entry.facade,
      user_id,
      key_id,
      secret_sealed,
      token_hash,
      position: i,
    });
  }
  return { credentials: rows };
};
