/** Brings a store up to what this Docket knows (DESIGN §4): numbered SQL files, forward only. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { ClientBase } from 'pg';

interface Migration {
  number: number;
  /** The file's name. */
  name: string;
  sql: string;
  sha256: string;
}

interface Applied {
  number: number;
  name: string;
  sha256: string;
}

/** Any number that nobody else on the database locks; all versions of Docket use this one. */
const lockKey = '7237125863245';

const readMigration = async (dir: URL, name: string): Promise<Migration> => {
  const number = Number(/^([0-9]{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]);
  if (Number.isNaN(number)) throw new Error(`The migration ${name} is not named NNNN-name.sql.`);
  // A checkout may have changed the ends of the lines.
  const sql = (await readFile(new URL(name, dir), 'utf8')).replaceAll('\r\n', '\n');
  return { number, name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
};

const readMigrations = async (dir: URL): Promise<Migration[]> => {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.sql')).sort();
  const migrations = await Promise.all(names.map((name) => readMigration(dir, name)));
  migrations.forEach(({ number, name }, index) => {
    const before = migrations[index - 1];
    if (before?.number === number) throw new Error(`Two migrations have one number: ${before.name} and ${name}.`);
  });
  return migrations;
};

/** What was applied must be the first of what is known: a file that turns up between them was never tried so. */
const checkApplied = (known: readonly Migration[], applied: readonly Applied[]): void => {
  for (const [index, { number, name, sha256 }] of applied.entries()) {
    const ours = known.find((migration) => migration.number === number);
    if (!ours) {
      throw new Error(
        `The store is newer than this Docket: it has the migration ${name}, and the last one known here is ` +
          `${known.at(-1)?.name ?? 'none'}. Start the version of Docket that last used it, or a later one.`,
      );
    }
    const next = known[index];
    if (next !== undefined && next.number < number) {
      throw new Error(`The migration ${next.name} comes before ${name}, which was applied to this store without it.`);
    }
    if (ours.sha256 !== sha256) {
      throw new Error(
        `The migration ${ours.name} is not the one that was applied to this store (as ${name}): ` +
          'an applied migration may not change. Start the version of Docket that last used the store.',
      );
    }
  }
};

const readApplied = async (client: ClientBase): Promise<Applied[]> => {
  await client.query(`
    create schema if not exists docket;
    create table if not exists docket.schema_migrations (
      number integer primary key,
      name text not null,
      sha256 text not null,
      applied_at timestamptz not null default clock_timestamp()
    )`);
  const { rows } = await client.query<Applied>(
    'select number, name, sha256 from docket.schema_migrations order by number',
  );
  return rows;
};

/** The row first: where two should ever get past the lock, the second fails before it changed anything. */
const apply = async (client: ClientBase, { number, name, sha256, sql }: Migration): Promise<void> => {
  await client.query('begin');
  try {
    const row = 'insert into docket.schema_migrations (number, name, sha256) values ($1, $2, $3)';
    await client.query(row, [number, name, sha256]);
    await client.query(sql);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback').catch(() => undefined);
    throw new Error(`The migration ${name} failed and changed nothing: ${(cause as Error).message}`, { cause });
  }
};

/**
 * Applies what is missing and returns the names of what it applied, in order. Servers that start together wait for one another
 * and all succeed. Rejects, with nothing changed, where the store is newer than this Docket or an applied
 * migration's file has changed; a failing one leaves those before it applied. `client` is outside a transaction and
 * connected as the owner of the schema.
 */
export const migrate = async (
  client: ClientBase,
  dir: URL = new URL('./migrations/', import.meta.url),
): Promise<{ applied: string[] }> => {
  const known = await readMigrations(dir);
  await client.query('select pg_advisory_lock($1)', [lockKey]);
  try {
    const before = await readApplied(client);
    checkApplied(known, before);
    const missing = known.slice(before.length);
    for (const migration of missing) await apply(client, migration);
    return { applied: missing.map(({ name }) => name) };
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lockKey]).catch(() => undefined);
  }
};
