/** What still uses a piece of configuration that left the file. */
import type { ClientBase } from 'pg';
import type { TableName } from '../../domain/tenants/configuration-rows.ts';

interface Use {
  /** What the users of the thing are called. */
  readonly by: string;
  /** Rows of tenant $1 that use one of the keys $2, with the key. */
  readonly text: string;
}

const inCases = (condition: string, key: string, type: string): Use => ({
  by: 'cases',
  text: `select ${key} as key, count(*)::int as count from docket.cases c, unnest($2::${type}[]) k where c.tenant_id = $1 and ${condition} group by 1`,
});

const uses: Readonly<Partial<Record<TableName, readonly Use[]>>> = {
  units: [
    inCases('c.unit_id = k', 'k', 'int'),
    {
      by: 'deleted cases',
      text: 'select unit_id as key, count(*)::int as count from docket.case_tombstones where tenant_id = $1 and unit_id = any($2::int[]) group by 1',
    },
    {
      by: 'activities',
      text: 'select unit_id as key, count(*)::int as count from docket.activities where tenant_id = $1 and unit_id = any($2::int[]) group by 1',
    },
  ],
  groups: [
    inCases('(k = any(c.assignee_group_ids) or k = any(c.restricted_group_ids))', 'k', 'int'),
    {
      by: 'tasks',
      text: 'select group_id as key, count(*)::int as count from (select tenant_id, group_id from docket.task_assignees union all select tenant_id, creator_group_id from docket.tasks) t where tenant_id = $1 and group_id = any($2::int[]) group by 1',
    },
  ],
  case_types: [inCases('c.type = k', 'k', 'text')],
  attributes: [inCases('c.attributes ? k', 'k', 'text')],
  offense_types: [inCases('c.offense_type_id = k', 'k', 'int')],
  forms: [
    {
      by: 'form submissions',
      text: 'select form_id as key, count(*)::int as count from docket.form_submissions where tenant_id = $1 and form_id = any($2::int[]) group by 1',
    },
  ],
  queues: [
    {
      by: 'tickets',
      text: 'select queue_id as key, count(*)::int as count from docket.tickets where tenant_id = $1 and queue_id = any($2::int[]) group by 1',
    },
  ],
};

export interface Used {
  readonly key: number | string;
  readonly by: string;
  readonly count: number;
}

/** Of the rows of `table` with these keys, those that something uses, and how often. */
export const findUses = async (
  client: ClientBase,
  tenantId: number,
  table: TableName,
  keys: readonly (number | string)[],
): Promise<Used[]> => {
  const found: Used[] = [];
  for (const { by, text } of keys.length > 0 ? (uses[table] ?? []) : []) {
    const { rows } = await client.query<{ key: number | string; count: number }>(text, [tenantId, keys]);
    found.push(...rows.map((row) => ({ ...row, by })));
  }
  return found;
};
