/** What the store has against what it is to have, table by table. */
import { isDeepStrictEqual } from 'node:util';
import { type ConfigurationRows, type Table, tables } from '../../domain/tenants/configuration-rows.ts';

export type Row = Readonly<Record<string, unknown>>;

export interface TableChanges {
  readonly table: Table;
  readonly added: readonly Row[];
  readonly changed: readonly { readonly before: Row; readonly after: Row; readonly columns: readonly string[] }[];
  readonly removed: readonly Row[];
}

/** A follow-up keeps the number that it has; a new one gets its number when it is written. */
const numbered = 'follow_up_id';

const compareTable = (table: Table, stored: readonly Row[], wanted: readonly Row[]): TableChanges => {
  const keyColumns = table.columns.slice(0, table.keys);
  const keyOf = (row: Row): string => JSON.stringify(keyColumns.map((column) => row[column]));
  const before = new Map(stored.map((row) => [keyOf(row), row]));
  const wantedKeys = new Set(wanted.map(keyOf));
  const added: Row[] = [];
  const changed: TableChanges['changed'][number][] = [];
  for (const after of wanted) {
    const row = before.get(keyOf(after));
    if (!row) {
      added.push(after);
      continue;
    }
    const columns = table.columns.filter(
      (column) => column !== numbered && !isDeepStrictEqual(row[column], after[column]),
    );
    if (columns.length > 0) changed.push({ before: row, after, columns });
  }
  return { table, added, changed, removed: stored.filter((row) => !wantedKeys.has(keyOf(row))) };
};

/** The differences in the order in which rows can be added; a table without any is left out. */
export const compareRows = (stored: ConfigurationRows, wanted: ConfigurationRows): TableChanges[] =>
  tables
    .map((table) =>
      compareTable(
        table,
        stored[table.name] as readonly unknown[] as Row[],
        wanted[table.name] as readonly unknown[] as Row[],
      ),
    )
    .filter(({ added, changed, removed }) => added.length + changed.length + removed.length > 0);
