/** Whether what the file wants goes together with what else is in the store. */
import type { ClientBase } from 'pg';
import type { StoredConfiguration } from '../../domain/tenants/configuration-rows.ts';
import type { Path } from '../problems.ts';
import { findTakenHosts, findTakenKeyIds, findTakenTokens } from './clashes-store.ts';
import type { Row, TableChanges } from './compare-rows.ts';
import { findUses } from './uses-store.ts';

type Refuse = (path: Path, message: string) => void;

/** Host names, tokens and key ids find the tenant of a request: no two tenants have the same. */
export const checkClashes = async (
  client: ClientBase,
  { tenant, rows }: StoredConfiguration,
  refuse: Refuse,
): Promise<void> => {
  const { tenant_id: id, hosts } = tenant;
  for (const { value, tenant: other } of await findTakenHosts(client, id, hosts)) {
    refuse(['tenant', 'hosts', hosts.indexOf(value)], `the host '${value}' is one of the tenant '${other}'`);
  }
  const { credentials } = rows;
  const tokens = credentials.flatMap((row) => row.token_hash ?? []);
  for (const { value, tenant: other } of await findTakenTokens(client, id, tokens)) {
    const index = credentials.findIndex((row) => row.token_hash === value);
    refuse(['credentials', index], `the token is one of the tenant '${other}'`);
  }
  const keyIds = credentials.flatMap((row) => row.key_id ?? []);
  for (const { value, tenant: other } of await findTakenKeyIds(client, id, keyIds)) {
    const index = credentials.findIndex((row) => row.key_id === value);
    refuse(['credentials', index, 'keyId'], `the keyId '${value}' is one of the tenant '${other}'`);
  }
};

const lists: Readonly<Record<string, { list: string; what: string; name: string }>> = {
  units: { list: 'units', what: 'unit', name: 'key' },
  groups: { list: 'groups', what: 'group', name: 'key' },
  case_types: { list: 'caseTypes', what: 'case type', name: 'key' },
  attributes: { list: 'attributes', what: 'attribute', name: 'key' },
  offense_types: { list: 'offenseTypes', what: 'offense type', name: 'offense_type_id' },
  forms: { list: 'forms', what: 'form', name: 'key' },
  queues: { list: 'queues', what: 'queue', name: 'key' },
};

/** Nothing leaves while something uses it, and an attribute that cases have keeps its kind. */
export const checkUses = async (
  client: ClientBase,
  tenantId: number,
  tables: readonly TableChanges[],
  refuse: Refuse,
): Promise<void> => {
  for (const { table, removed, changed } of tables) {
    const told = lists[table.name];
    if (!told) continue;
    const keyOf = (row: Row) => row[table.columns[0] ?? ''] as number | string;
    const changedKinds = changed
      .filter(({ columns }) => columns.includes('kind') || columns.includes('multiple'))
      .map(({ before }) => before);
    const rows = [...removed, ...(table.name === 'attributes' ? changedKinds : [])];
    for (const { key, by, count } of await findUses(client, tenantId, table.name, rows.map(keyOf))) {
      const row = rows.find((candidate) => keyOf(candidate) === key);
      const does = removed.some((candidate) => candidate === row) ? 'cannot leave' : 'cannot become another kind';
      refuse(
        [told.list],
        `the ${told.what} '${row?.[told.name]}' ${does}: ${count} ${by} still ${count === 1 ? 'uses' : 'use'} it`,
      );
    }
  }
};
