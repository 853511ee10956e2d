import type { ClientBase } from 'pg';
import {
  type ConfigurationRows,
  type StoredConfiguration,
  type TenantRow,
  tables,
} from '../domain/tenants/configuration-rows.ts';
import { readConfiguration, touchConfiguration } from '../domain/tenants/tenants-store.ts';
import type { Secrets } from '../storage/secrets.ts';
import { type CustomerChanges, compareCustomers, writeCustomerChanges } from './applying/apply-customers.ts';
import { checkClashes, checkUses } from './applying/check-fit.ts';
import { compareRows, type TableChanges } from './applying/compare-rows.ts';
import {
  insertTenant,
  lockApplies,
  lockTenant,
  nextTenantId,
  readerOn,
  rememberApplied,
  setTenant,
  updateTenant,
  wasApplied,
} from './applying/configuration-store.ts';
import { type Change, describeChanges, describeTenant } from './applying/describe-changes.ts';
import { tellRefusal } from './applying/tell-refusal.ts';
import { writeRows } from './applying/write-rows.ts';
import { type Path, type Problem, TenantFileError } from './problems.ts';
import type { TenantFile } from './read-tenant-file.ts';
import { createContext } from './wanted/context.ts';
import { wantConfiguration } from './wanted/want-configuration.ts';

export type { Change } from './applying/describe-changes.ts';

export interface ApplyOptions {
  readonly secrets: Secrets;
  /** Only says what would change; writes nothing. */
  readonly planOnly?: boolean;
  /** Leaves a file alone whose very text was applied to this tenant before (`serve --apply`, DESIGN §7). */
  readonly skipApplied?: boolean;
}

export interface Applied {
  readonly tenant: string;
  readonly tenantId: number;
  /** Whether the tenant is new. */
  readonly created: boolean;
  /** The text was applied before, and nothing was looked at. */
  readonly skipped: boolean;
  /** Empty: the store matched already, and was not written to. */
  readonly changes: readonly Change[];
}

const nothing = Object.fromEntries(tables.map(({ name }) => [name, []])) as unknown as ConfigurationRows;

interface Work {
  readonly created: boolean;
  readonly stored: TenantRow | undefined;
  readonly wanted: StoredConfiguration;
  readonly tables: readonly TableChanges[];
  readonly customers: CustomerChanges;
  readonly changes: readonly Change[];
}

/** Throws `TenantFileError` for a file that does not go together with what else is in the store. */
const plan = async (client: ClientBase, file: TenantFile, secrets: Secrets, tenantId: number): Promise<Work> => {
  const problems: Problem[] = [];
  const refuse = (path: Path, message: string) => problems.push({ ...file.at(path), message });
  const throwProblems = () => {
    if (problems.length > 0) throw new TenantFileError(file.name, problems);
  };
  const stored = await readConfiguration(readerOn(client), tenantId);
  const storedRows = stored?.rows ?? nothing;
  const context = createContext(file.document, storedRows, secrets, refuse);
  throwProblems();
  const wanted = await wantConfiguration(context, tenantId, stored?.tenant);
  const changed = compareRows(storedRows, wanted.rows);
  const customers = await compareCustomers(client, tenantId, file.document, refuse);
  await checkClashes(client, wanted, refuse);
  await checkUses(client, tenantId, changed, refuse);
  throwProblems();
  return {
    created: !stored,
    stored: stored?.tenant,
    wanted,
    tables: changed,
    customers,
    changes: [
      ...describeTenant(stored?.tenant, wanted.tenant),
      ...describeChanges(changed, storedRows, wanted.rows),
      ...customers.changes,
    ],
  };
};

const write = async (client: ClientBase, tenantId: number, work: Work): Promise<void> => {
  if (work.created) await insertTenant(client, work.wanted.tenant);
  else {
    await touchConfiguration(readerOn(client), tenantId);
    await updateTenant(client, work.wanted.tenant);
  }
  await writeRows(client, tenantId, work.tables);
  await writeCustomerChanges(client, tenantId, work.customers);
  if (work.created) await touchConfiguration(readerOn(client), tenantId);
};

const applyInTransaction = async (client: ClientBase, file: TenantFile, options: ApplyOptions): Promise<Applied> => {
  await lockApplies(client);
  const { key } = file.document.tenant;
  const found = await lockTenant(client, key);
  const tenantId = found ?? (await nextTenantId(client));
  await setTenant(client, tenantId);
  const answer = { tenant: key, tenantId, created: found === undefined };
  if (options.skipApplied && (await wasApplied(client, tenantId, file.sha256))) {
    return { ...answer, skipped: true, changes: [] };
  }
  const work = await plan(client, file, options.secrets, tenantId);
  if (!options.planOnly) {
    if (work.changes.length > 0) await write(client, tenantId, work);
    await rememberApplied(client, tenantId, file.sha256);
  }
  return { ...answer, skipped: false, changes: work.changes };
};

/**
 * Makes the store match the file, in one transaction; a second apply changes nothing. Sessions end of users who are
 * disabled, removed or get another password (DESIGN S17). Running nodes see it within a second.
 *
 * `client` owns the tables and is outside a transaction. Throws `TenantFileError`, with nothing changed, where the file does
 * not go together with what is in the store: something still in use left it, or another tenant has one of its hosts,
 * tokens or key ids.
 */
export const applyTenantFile = async (
  client: ClientBase,
  file: TenantFile,
  options: ApplyOptions,
): Promise<Applied> => {
  await client.query('begin');
  try {
    const applied = await applyInTransaction(client, file, options);
    await client.query(options.planOnly ? 'rollback' : 'commit');
    return applied;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw tellRefusal(error, file);
  }
};
