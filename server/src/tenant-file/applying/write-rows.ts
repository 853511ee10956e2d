import type { ClientBase } from 'pg';
import type { Row, TableChanges } from './compare-rows.ts';
import { deleteRows, endSessions, insertRows, takeNumbers, updateRows } from './configuration-store.ts';

/** New follow-ups get their numbers here. */
const numberFollowUps = async (client: ClientBase, rows: readonly Row[]): Promise<Row[]> => {
  const numbers = await takeNumbers(client, 'follow_up_id', rows.length);
  return rows.map((row) => ({ ...row, follow_up_id: numbers.shift() }));
};

/** Users whose sessions end: disabled, removed, or with another password (DESIGN S17). */
const signedOut = ({ changed }: TableChanges): number[] =>
  changed
    .filter(({ before, after, columns }) => {
      const leaves = (column: string) => after[column] === true && before[column] !== true;
      return columns.includes('password_hash') || leaves('disabled') || leaves('removed');
    })
    .map(({ after }) => Number(after['user_id']));

/** Writes the differences: rows come before those that name them, and go after them. */
export const writeRows = async (
  client: ClientBase,
  tenantId: number,
  tables: readonly TableChanges[],
): Promise<void> => {
  for (const changes of tables) {
    const { table, added, changed } = changes;
    const rows = table.name === 'disposition_follow_ups' ? await numberFollowUps(client, added) : added;
    await insertRows(client, tenantId, table, rows);
    await updateRows(
      client,
      tenantId,
      table,
      changed.map(({ after }) => after),
    );
    const users = table.name === 'users' ? signedOut(changes) : [];
    if (users.length > 0) await endSessions(client, tenantId, users);
  }
  for (const { table, removed } of tables.toReversed()) await deleteRows(client, tenantId, table, removed);
};
