/**
 * All tenants and credentials, in memory, so that finding whose request it is costs no round trip. Kept fresh by the
 * store's notifications; a change made by this process holds before its call answers.
 */
import type { FaceName } from '../actor.ts';
import type { Tenant, User } from './tenant.ts';

export interface Credential {
  readonly id: string;
  readonly face: Exclude<FaceName, 'docket'>;
  readonly tenantId: number;
  readonly userId: number;
  readonly keyId: string | null;
  /** HMAC secret, opened; null for tokens. */
  readonly secret: string | null;
  /** SHA-256 of the token, lower-case hex; null for HMAC keys. */
  readonly tokenHash: string | null;
}

export interface SignedBy {
  readonly tenant: Tenant;
  readonly user: User;
  readonly credential: Credential;
}

export interface Directory {
  tenants(): readonly Tenant[];
  tenant(id: number): Tenant | undefined;
  tenantByKey(key: string): Tenant | undefined;
  /**
   * The tenant of a sign-in by name and password (DESIGN §6): `host` (a Host header, port not looked at) among
   * `tenant.hosts`, else the one that `header` (X-Docket-Tenant) names, else DOCKET_DEFAULT_TENANT, else the only one.
   * A header that names no tenant finds none.
   */
  tenantOfSignIn(host: string | undefined, header: string | undefined): Tenant | undefined;
  /** By the token as sent; only credentials of that face. Disabled users are found too: the face decides. */
  credentialByToken(face: FaceName, token: string): SignedBy | undefined;
  /** A token of any face (file uploads). */
  credentialByAnyToken(token: string): SignedBy | undefined;
  credentialByKeyId(face: FaceName, keyId: string): SignedBy | undefined;
  /** All of one tenant, in the order of its file. */
  credentials(tenantId: number): readonly Credential[];
  /** Reads a tenant again from the store, now: after this process changed its configuration. */
  reload(tenantId: number): Promise<void>;
}
