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

/** A migration as the store, or a backup of it, remembers it. */
export interface AppliedMigration {
  readonly number: number;
  readonly name: string;
  readonly sha256: string;
}

/** Any number that nobody else on the database locks; all versions of Docket use this one. */
const lockKey = '7237125863245';

const migrationsDir = new URL('./migrations/', import.meta.url);

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

const remedies = {
  store: 'Start the version of Docket that last used it, or a later one.',
  backup: 'Restore it with the version of Docket that made it, or a later one.',
} as const;

/** What was applied must be the first of what is known: a file that turns up between them was never tried so. */
const checkApplied = (
  known: readonly Migration[],
  applied: readonly AppliedMigration[],
  what: keyof typeof remedies = 'store',
): void => {
  for (const [index, { number, name, sha256 }] of applied.entries()) {
    const ours = known.find((migration) => migration.number === number);
    if (!ours) {
      throw new Error(
        `The ${what} is newer than this Docket: it has the migration ${name}, and the last one known here is ` +
          `${known.at(-1)?.name ?? 'none'}. ${remedies[what]}`,
      );
    }
    const next = known[index];
    if (next !== undefined && next.number < number) {
      throw new Error(`The migration ${next.name} comes before ${name}, which was applied to this ${what} without it.`);
    }
    if (ours.sha256 !== sha256) {
      throw new Error(
        `The migration ${ours.name} is not the one that was applied to this ${what} (as ${name}): ` +
          `an applied migration may not change. ${remedies[what]}`,
      );
    }
  }
};

const selectApplied = async (client: ClientBase): Promise<AppliedMigration[]> => {
  const text = 'select number, name, sha256 from docket.schema_migrations order by number';
  return (await client.query<AppliedMigration>(text)).rows;
};

const createRecord = (client: ClientBase) =>
  client.query(`
    create schema if not exists docket;
    create table if not exists docket.schema_migrations (
      number integer primary key,
      name text not null,
      sha256 text not null,
      applied_at timestamptz not null default clock_timestamp()
    )`);

/** What was applied to the store, in order; nothing where it has not been made yet. Changes nothing. */
export const readApplied = async (client: ClientBase): Promise<AppliedMigration[]> => {
  const text = "select to_regclass('docket.schema_migrations') is not null as made";
  const { rows } = await client.query<{ made: boolean }>(text);
  return rows[0]?.made ? selectApplied(client) : [];
};

/** The row first: where two should ever get past the lock, the second fails before it changed anything. */
const write = async (client: ClientBase, { number, name, sha256, sql }: Migration): Promise<void> => {
  const row = 'insert into docket.schema_migrations (number, name, sha256) values ($1, $2, $3)';
  await client.query(row, [number, name, sha256]);
  await client.query(sql);
};

const apply = async (client: ClientBase, migration: Migration): Promise<void> => {
  await client.query('begin');
  try {
    await write(client, migration);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback').catch(() => undefined);
    throw new Error(`The migration ${migration.name} failed and changed nothing: ${(cause as Error).message}`, {
      cause,
    });
  }
};

/** Runs `work` while nobody else migrates the database. `client` is outside a transaction. */
export const alone = async <T>(client: ClientBase, work: () => Promise<T>): Promise<T> => {
  await client.query('select pg_advisory_lock($1)', [lockKey]);
  try {
    return await work();
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lockKey]).catch(() => undefined);
  }
};

/**
 * Applies what is missing and returns the names of what it applied, in order. Servers that start together wait for one another
 * and all succeed. Rejects, with nothing changed, where the store is newer than this Docket or an applied
 * migration's file has changed; a failing one leaves those before it applied. `client` is outside a transaction and
 * connected as the owner of the schema.
 */
export const migrate = async (client: ClientBase, dir: URL = migrationsDir): Promise<{ applied: string[] }> => {
  const known = await readMigrations(dir);
  return alone(client, async () => {
    await createRecord(client);
    const before = await selectApplied(client);
    checkApplied(known, before);
    const missing = known.slice(before.length);
    for (const migration of missing) await apply(client, migration);
    return { applied: missing.map(({ name }) => name) };
  });
};

/** Rejects with a sentence where a backup's migrations are not the first of those that this Docket knows. */
export const checkMigrations = async (
  applied: readonly AppliedMigration[],
  dir: URL = migrationsDir,
): Promise<void> => {
  checkApplied(await readMigrations(dir), applied, 'backup');
};

/** Makes the schema of a store that had these migrations, in the caller's transaction, where there is none. */
export const createSchema = async (
  client: ClientBase,
  applied: readonly AppliedMigration[],
  dir: URL = migrationsDir,
): Promise<void> => {
  const known = await readMigrations(dir);
  checkApplied(known, applied, 'backup');
  await createRecord(client);
  for (const migration of known.slice(0, applied.length)) await write(client, migration);
};
