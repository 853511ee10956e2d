/** Makes a store out of a backup, in a database and a data directory that are empty. */
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { alone, checkMigrations, createSchema } from '../migrate.ts';
import { writeSecretKey } from '../secrets.ts';
import { chooseKey } from './choose-key.ts';
import { copyColumns, copySettings } from './copy-text.ts';
import { BackupError, isFileName, isPieceOf, keyName, type Manifest, manifestName, readManifest } from './manifest.ts';
import { type Members, readMembers } from './read-members.ts';
import { hasNoFiles, type RestoredFiles, restoreFiles } from './restored-files.ts';
import { isEmptyStore, readTables } from './store-layout.ts';

export interface RestoreOptions {
  readonly dataDir: string;
  /** DOCKET_SECRET_KEY. */
  readonly secretKey: string | undefined;
  /** Restores also where no key opens what was sealed. */
  readonly withoutKey: boolean;
}

export interface Restored {
  /** The moment that the store is back at. */
  readonly at: Date;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
}

const smallBytes = 16 * 1024 * 1024;

/** What comes before the rows. Throws `BackupError` where this Docket cannot restore it. */
const readHead = async (members: Members): Promise<{ manifest: Manifest; key: string | undefined }> => {
  if ((await members.peek()) !== manifestName) throw new BackupError('The file is not a backup that Docket made.');
  const manifest = readManifest(await members.readText(smallBytes));
  await checkMigrations(manifest.migrations);
  const key = (await members.peek()) === keyName ? (await members.readText(smallBytes)).trim() : undefined;
  return { manifest, key };
};

async function* piecesOf(members: Members, table: string): AsyncGenerator<Buffer> {
  while (isPieceOf((await members.peek()) ?? '', table)) yield* members.read();
}

const isNextFile = async (members: Members): Promise<boolean> => isFileName((await members.peek()) ?? '');

/** Reads a backup to its end. Throws `BackupError` where it is torn or altered, or newer than this Docket. */
export const checkBackup = async (input: Readable): Promise<void> => {
  const members = readMembers(input);
  const { manifest } = await readHead(members);
  for (const { name } of manifest.tables) for await (const _ of piecesOf(members, name));
  while (await isNextFile(members)) for await (const _ of members.read());
  await members.finish();
};

const copyTable = async (client: ClientBase, members: Members, table: Manifest['tables'][number]): Promise<number> => {
  const rows = client.query(copyFrom(`copy docket."${table.name}" (${copyColumns(table)}) from stdin`));
  await pipeline(piecesOf(members, table.name), rows);
  return rows.rowCount;
};

/** The tables and columns are those that the migrations make, all of them. */
const checkTables = (manifest: Manifest, made: Manifest['tables']): void => {
  const listed = (tables: Manifest['tables']) =>
    tables
      .map((table) => `${table.name}: ${copyColumns(table)}`)
      .sort()
      .join('\n');
  if (listed(manifest.tables) !== listed(made)) {
    throw new BackupError('The tables of the backup are not those that its migrations make.');
  }
};

const setSequences = async (client: ClientBase, sequences: Manifest['sequences']): Promise<void> => {
  await client.query('select docket.create_tenant_sequences(tenant_id, number_start) from docket.tenants');
  await client.query(
    `select setval(format('docket.%I', s.name)::regclass, s.last) from unnest($1::text[], $2::bigint[]) as s (name, last)`,
    [sequences.map(({ name }) => name), sequences.map(({ last }) => last)],
  );
};

/** The queue's jobs are not backed up: what had not gone out is queued again, and the next server hands it over. */
const queueMessages = (client: ClientBase) =>
  client.query("update docket.messages set state = 'queued' where state in ('handed', 'sending')");

/** What triggers would derive is in the backup itself. */
const setTriggers = async (client: ClientBase, way: 'enable' | 'disable'): Promise<void> => {
  const found = await client.query<{ statement: string }>(
    `select distinct format('alter table %s ${way} trigger user', tgrelid::regclass) as statement from pg_trigger
    where not tgisinternal and tgrelid in (select oid from pg_class where relnamespace = 'docket'::regnamespace)`,
  );
  for (const { statement } of found.rows) await client.query(statement);
};

const writeStore = async (client: ClientBase, members: Members, manifest: Manifest): Promise<number> => {
  await client.query(copySettings);
  await createSchema(client, manifest.migrations);
  await client.query('set local search_path = docket');
  checkTables(manifest, await readTables(client));
  await setTriggers(client, 'disable');
  let rows = 0;
  for (const table of manifest.tables) rows += await copyTable(client, members, table);
  await setSequences(client, manifest.sequences);
  await queueMessages(client);
  await client.query('set constraints all immediate'); // so that the commit finds nothing to object to
  await setTriggers(client, 'enable');
  return rows;
};

const writeFiles = async (members: Members, files: RestoredFiles): Promise<number> => {
  let count = 0;
  for (; await isNextFile(members); count += 1) await files.write((await members.peek()) ?? '', members.read());
  return count;
};

const requireEmpty = async (client: ClientBase, dataDir: string): Promise<void> => {
  if (!(await isEmptyStore(client))) {
    throw new Error('There is a store already: a backup is restored into an empty data directory or database only.');
  }
  if (!(await hasNoFiles(dataDir))) {
    throw new Error(`There are files in ${dataDir}/files: a backup is restored into an empty data directory only.`);
  }
};

/** A commit that is not answered may have been made: then the files have to be there. */
const commit = async (client: ClientBase, dataDir: string): Promise<void> => {
  try {
    await client.query('commit');
  } catch (cause) {
    throw new Error(
      `The database did not say whether the restore was committed (${(cause as Error).message}): if \`docket verify\` ` +
        `finds no tenant, remove ${dataDir}/files and restore again.`,
      { cause },
    );
  }
};

const restoreAlone = async (client: ClientBase, input: Readable, options: RestoreOptions): Promise<Restored> => {
  const { dataDir, secretKey: configured, withoutKey } = options;
  const members = readMembers(input);
  const { manifest, key: included } = await readHead(members);
  await requireEmpty(client, dataDir);
  const key = chooseKey({ dataDir, configured, included, withoutKey }, manifest);
  const files = await restoreFiles(dataDir);
  let count = 0;
  let rows = 0;
  await client.query('begin');
  try {
    rows = await writeStore(client, members, manifest);
    count = await writeFiles(members, files);
    await members.finish();
    await files.keep();
    if (key !== undefined) writeSecretKey(key, dataDir);
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    await files.drop();
    throw error;
  }
  await commit(client, dataDir);
  // Until they are analyzed, plans are made as if a tenant had one row.
  await client.query(`analyze ${manifest.tables.map(({ name }) => `docket."${name}"`).join(', ')}`).catch(() => {});
  return { at: new Date(manifest.at), tables: manifest.tables.length, rows, files: count };
};

/**
 * Restores all of a backup or nothing: rows, sequences, files and the secret key; the schema is as it was when the backup
 * was made. Rejects with a sentence where the database or the data directory is not empty, the key is not the right one,
 * or the backup is torn, altered, or newer than this Docket. `client` is outside a transaction, connected as the owner
 * that the tables are to have, and has to be ended where this fails.
 */
export const restoreBackup = (client: ClientBase, input: Readable, options: RestoreOptions): Promise<Restored> =>
  alone(client, () => restoreAlone(client, input, options));
