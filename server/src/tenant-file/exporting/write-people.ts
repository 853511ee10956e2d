/** Rows of people and what they may, as the tenant file says them. What has its default is left out. */
import type { ConfigurationRows } from '../../domain/tenants/configuration-rows.ts';
import type { TenantDocument } from '../schema.ts';
import type { Names } from './names.ts';
import { some, without } from './omit.ts';

type People = Pick<TenantDocument, 'units' | 'groups' | 'roles' | 'users' | 'grants' | 'credentials'>;

const writeUsers = (rows: ConfigurationRows, names: Names): NonNullable<TenantDocument['users']> =>
  rows.users
    .filter((row) => !row.removed)
    .map((row) => {
      const of = <T extends { readonly user_id: number }>(list: readonly T[]) =>
        list.filter((entry) => entry.user_id === row.user_id);
      return without({
        login: row.login,
        id: row.user_id,
        uid: row.uid,
        passwordHash: row.password_hash,
        firstName: row.first_name,
        lastName: row.last_name,
        email: row.email,
        home: row.home_unit_id === null ? null : names.unit(row.home_unit_id),
        foreign: some(of(rows.user_units).map((entry) => names.unit(entry.unit_id))),
        roles: some(of(rows.user_roles).map((entry) => entry.role_key)),
        groups: some(of(rows.user_groups).map((entry) => names.group(entry.group_id))),
        licences: some(row.licences),
        disabled: row.disabled || null,
      });
    });

const writeCredentials = (rows: ConfigurationRows, names: Names): NonNullable<TenantDocument['credentials']> =>
  rows.credentials.map((row) =>
    without({
      facade: row.facade as Exclude<typeof row.facade, 'egain'>,
      user: names.user(row.user_id),
      keyId: row.key_id,
      secretSealed: row.secret_sealed && Buffer.from(row.secret_sealed.slice(2), 'hex').toString('base64'),
      tokenHash: row.token_hash?.slice(2) ?? null,
    }),
  );

export const writePeople = (rows: ConfigurationRows, names: Names): People => ({
  units: rows.units.map((row) =>
    without({
      key: row.key,
      id: row.unit_id,
      uid: row.uid,
      extRef: row.ext_ref,
      name: row.name,
      parent: row.parent_id === null ? null : names.unit(row.parent_id),
      sharesWith: some(
        rows.unit_shares
          .filter((share) => share.unit_id === row.unit_id)
          .map((share) => ({ unit: names.unit(share.to_unit_id), activities: share.activities })),
      ),
    }),
  ),
  groups: rows.groups.map((row) => ({ key: row.key, id: row.group_id, uid: row.uid, name: row.name })),
  roles: rows.roles.map((row) => ({ key: row.key, permissions: [...row.permissions] })),
  users: writeUsers(rows, names),
  grants: rows.grants.map((row) => ({
    user: names.user(row.user_id),
    target: names.user(row.target_id),
    allow: [...row.allow],
  })),
  credentials: writeCredentials(rows, names),
});
