/** What of a tenant is taken by another one already. Read across tenants. */
import type { ClientBase } from 'pg';

interface Taken {
  readonly tenant: string;
  /** As it was asked for. */
  readonly value: string;
}

export const findTakenHosts = async (
  client: ClientBase,
  tenantId: number,
  hosts: readonly string[],
): Promise<Taken[]> => {
  const { rows } = await client.query<Taken>(
    'select t.key as tenant, h as value from docket.tenants t, unnest(t.hosts) h where t.tenant_id <> $1 and h = any($2::text[])',
    [tenantId, hosts],
  );
  return rows;
};

/** Tokens as `\x` and hex; a token is looked at over all faces, since files are uploaded with that of any. */
export const findTakenTokens = async (
  client: ClientBase,
  tenantId: number,
  tokens: readonly string[],
): Promise<Taken[]> => {
  const { rows } = await client.query<Taken>(
    'select t.key as tenant, c.token_hash::text as value from docket.credentials c join docket.tenants t using (tenant_id) ' +
      'where c.tenant_id <> $1 and c.token_hash = any($2::text[]::bytea[])',
    [tenantId, tokens],
  );
  return rows;
};

export const findTakenKeyIds = async (
  client: ClientBase,
  tenantId: number,
  keyIds: readonly string[],
): Promise<Taken[]> => {
  const { rows } = await client.query<Taken>(
    'select t.key as tenant, c.key_id as value from docket.credentials c join docket.tenants t using (tenant_id) ' +
      'where c.tenant_id <> $1 and c.key_id = any($2::text[])',
    [tenantId, keyIds],
  );
  return rows;
};
