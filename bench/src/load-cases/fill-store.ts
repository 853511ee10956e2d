/** A store with the tenant of the bench and its cases, of nothing but a migrated database. */
import type { Connection } from '@docket/server/storage/pool.ts';
import type { Secrets } from '@docket/server/storage/secrets.ts';
import { applyTenantFile } from '@docket/server/tenant-file/apply-tenant-file.ts';
import { readTenantFile } from '@docket/server/tenant-file/read-tenant-file.ts';
import type pg from 'pg';
import { loadCases, type Progress } from './load.ts';
import { tenantFileText, tenantKey } from './tenant.ts';

export interface Filling {
  readonly cases: number;
  readonly seed: number;
  /** When the last case was made. */
  readonly untilMs: number;
  /** A tenant that has cases already is left as it is; else it is refused. */
  readonly keeps?: boolean;
}

/** The cases are those of three years. */
const days = 3 * 365;

/** How many customers there are for so many cases: those who come back have several. */
const customersFor = (cases: number): number => Math.ceil(cases / 5);

const hasCases = async (client: pg.ClientBase, tenantId: number): Promise<boolean> => {
  const { rows } = await client.query('select number from docket.cases where tenant_id = $1 limit 1', [tenantId]);
  return rows.length > 0;
};

/**
 * `client` owns the tables of a migrated store and is outside a transaction. Answers the tenant's id. Throws a sentence for
 * people where the tenant has cases: a load between others would not be the one that was asked for.
 */
export const fillStore = async (
  client: pg.ClientBase,
  connection: Connection,
  secrets: Secrets,
  filling: Filling,
  tell: Progress,
): Promise<number> => {
  const file = readTenantFile(tenantFileText(), { name: `${tenantKey}.json` });
  const { tenantId } = await applyTenantFile(client, file, { secrets });
  const { cases, seed, untilMs, keeps = false } = filling;
  if (await hasCases(client, tenantId)) {
    if (keeps) return tenantId;
    throw new Error(`The tenant '${tenantKey}' has cases already; take another store.`);
  }
  if (cases === 0) return tenantId;
  const made = { cases, seed, untilMs, customers: customersFor(cases), firstNumber: 1, days };
  await loadCases(client, { connection, tenantId, ...made }, tell);
  return tenantId;
};
