import type { Static } from 'typebox';
import type { Tenant, User } from '../../domain/tenants/tenant.ts';
import type { Me } from '../schemas/me.ts';
import { showUser } from './show.ts';

export const showMe = (tenant: Tenant, user: User, csrf: string | null): Static<typeof Me> => {
  const { key, name, timezone, language } = tenant;
  const units = [...user.seenUnitIds].flatMap((id) => {
    const unit = tenant.units.byId.get(id);
    return unit === undefined ? [] : [{ key: unit.key, name: unit.name, acts: user.ownUnitIds.has(id) }];
  });
  return {
    user: showUser(tenant, user),
    tenant: { key, name, timezone, language },
    permissions: [...user.permissions],
    units,
    csrf,
  };
};
