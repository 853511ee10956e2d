/** What there is to back up, as the catalogue of PostgreSQL has it: a table that a migration adds is not forgotten. */
import type { ClientBase } from 'pg';
import type { Manifest } from './manifest.ts';

type Table = Manifest['tables'][number];

/** Generated columns are computed again; the record of the migrations is in the manifest. */
const tablesText = `
select c.relname::text as name,
  array_agg(a.attname::text order by a.attnum) as columns,
  array(select distinct t.relname::text from pg_constraint k join pg_class t on t.oid = k.confrelid
    where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid and not k.condeferred) as refers
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
where c.relnamespace = 'docket'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
  and c.relname <> 'schema_migrations'
group by c.oid, c.relname order by c.relname`;

/** Each behind those that its foreign keys name, save keys that are only checked at the commit. */
const inOrder = (tables: readonly (Table & { refers: readonly string[] })[]): Table[] => {
  const sorted: Table[] = [];
  let left = [...tables];
  while (left.length > 0) {
    const waiting = new Set(left.map(({ name }) => name));
    const ready = left.filter(({ refers }) => !refers.some((name) => waiting.has(name)));
    if (ready.length === 0) throw new Error(`Foreign keys lead round in a ring: ${[...waiting].join(', ')}.`);
    sorted.push(...ready.map(({ name, columns }) => ({ name, columns })));
    left = left.filter((table) => !ready.includes(table));
  }
  return sorted;
};

/** The tables of the store and their columns, in an order in which rows find what they name. */
export const readTables = async (client: ClientBase): Promise<Table[]> =>
  inOrder((await client.query(tablesText)).rows);

/**
 * The number given last by each sequence that gave any. Sequences stand outside transactions: read in one, they are at
 * least as far as any row that it sees.
 */
export const readSequences = async (client: ClientBase): Promise<Manifest['sequences']> => {
  const text = `select sequencename::text as name, last_value::text as last from pg_sequences
    where schemaname = 'docket' and last_value is not null order by 1`;
  return (await client.query<Manifest['sequences'][number]>(text)).rows;
};

/** Whether the schema holds nothing yet; it may be there, made for a role that may not make it. */
export const isEmptyStore = async (client: ClientBase): Promise<boolean> => {
  const text = `select not exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'docket') as empty`;
  return (await client.query<{ empty: boolean }>(text)).rows[0]?.empty === true;
};
