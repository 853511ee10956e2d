/** What a store holds, told in so few words that two tellings can be compared after every request. */
import { Client } from 'pg';
import type { Docket } from '../../support/docket.ts';

export interface Snapshots {
  /** Per table its rows, counted and hashed. Not the sequences: a number that a refused create took is passed over. */
  take(): Promise<Record<string, string>>;
  close(): Promise<void>;
}

/** What moves although nothing changed: a session's last call. Counted wrong passwords are the sign-in's own. */
const rowsOf = (table: string): string[] => {
  if (table === 'sign_in_failures') return [];
  const row = table === 'sessions' ? `(t.session_id, t.user_id)::text` : 't.*::text';
  const held = `count(*) || ' rows, ' || coalesce(sum(hashtextextended(${row}, 0)), 0)`;
  return [`select '${table}' as name, ${held} as held from docket.${table} t`];
};

/** On a connection of its own, as the owner, who sees every tenant. */
export const openSnapshots = async (docket: Docket): Promise<Snapshots> => {
  const client = new Client({ ...docket.database.connection });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'docket'::regnamespace and relkind in ('r', 'p') order by 1`,
  );
  const query = tables.flatMap(({ name }) => rowsOf(name)).join(' union all ');
  return {
    take: async () => {
      const { rows } = await client.query<{ name: string; held: string }>({ name: 'snapshot', text: query });
      return Object.fromEntries(rows.map(({ name, held }) => [name, held]));
    },
    close: () => client.end(),
  };
};
