/** Look-ups over all tenants, made anew whenever one of them changes. */
import type { FaceName } from '../actor.ts';
import type { Credential, SignedBy } from './directory.ts';
import type { Tenant } from './tenant.ts';

export interface LoadedTenant {
  readonly tenant: Tenant;
  readonly credentials: readonly Credential[];
}

export interface TenantIndex {
  readonly tenants: readonly Tenant[];
  readonly byKey: ReadonlyMap<string, Tenant>;
  readonly byHost: ReadonlyMap<string, Tenant>;
  /** By face and the token's hash. */
  readonly byToken: ReadonlyMap<string, SignedBy>;
  /** By the token's hash alone. */
  readonly byAnyToken: ReadonlyMap<string, SignedBy>;
  /** By face and key id. */
  readonly byKeyId: ReadonlyMap<string, SignedBy>;
}

export const faceAnd = (face: FaceName, name: string): string => `${face} ${name}`;

export const indexTenants = (loaded: Iterable<LoadedTenant>): TenantIndex => {
  const all = [...loaded].toSorted((a, b) => a.tenant.id - b.tenant.id);
  const byToken = new Map<string, SignedBy>();
  const byAnyToken = new Map<string, SignedBy>();
  const byKeyId = new Map<string, SignedBy>();
  for (const { tenant, credentials } of all) {
    for (const credential of credentials) {
      const user = tenant.users.byId.get(credential.userId);
      if (!user) continue;
      const signed: SignedBy = Object.freeze({ tenant, user, credential });
      if (credential.tokenHash !== null) {
        byToken.set(faceAnd(credential.face, credential.tokenHash), signed);
        byAnyToken.set(credential.tokenHash, signed);
      }
      if (credential.keyId !== null) byKeyId.set(faceAnd(credential.face, credential.keyId), signed);
    }
  }
  const tenants = all.map(({ tenant }) => tenant);
  return {
    tenants: Object.freeze(tenants),
    byKey: new Map(tenants.map((tenant) => [tenant.key, tenant])),
    byHost: new Map(tenants.flatMap((tenant) => tenant.hosts.map((host) => [host.toLowerCase(), tenant] as const))),
    byToken,
    byAnyToken,
    byKeyId,
  };
};
