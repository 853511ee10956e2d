import type pg from 'pg';

/** The columns of `docket.TABLE` that an insert may give: all but those that the table makes itself. `of`: an alias in front of each. */
export const insertableColumns = async (client: pg.ClientBase, table: string): Promise<(of?: string) => string> => {
  const { rows } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_schema = 'docket' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
    [table],
  );
  return (of) => rows.map(({ name }) => (of === undefined ? name : `${of}.${name}`)).join(', ');
};
