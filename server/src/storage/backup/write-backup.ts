/** A backup of a whole store, as of one moment, while servers work on it. */
import type { FileHandle } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import type { ClientBase } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type FileStorage, filePath } from '../files.ts';
import { readApplied } from '../migrate.ts';
import { createSecrets } from '../secrets.ts';
import { copyColumns, copySettings } from './copy-text.ts';
import { inPieces } from './in-pieces.ts';
import { keyName, type Manifest, manifestName, tableName, writeManifest } from './manifest.ts';
import { createPacker, type Packer } from './pack-members.ts';
import { readSequences, readTables } from './store-layout.ts';

export interface BackupOptions {
  readonly files: FileStorage;
  /** The key that secrets are sealed under; undefined: there is none. */
  readonly secretKey: string | undefined;
  /** Whether the backup holds it. */
  readonly withKey: boolean;
}

export interface BackedUp {
  readonly at: Date;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  /** Paths of files whose bytes are not there, or not those that came in. The rest of the backup is whole. */
  readonly damaged: readonly string[];
}

/** Bytes of a table's rows in one member, about: the size of a member has to be known before it is written. */
const pieceBytes = 8 * 1024 * 1024;

const addTable = async (client: ClientBase, packer: Packer, table: Manifest['tables'][number]): Promise<number> => {
  const text = `copy (select ${copyColumns(table)} from docket."${table.name}") to stdout`;
  const rows = client.query(copyTo(text));
  let piece = 0;
  for await (const bytes of inPieces(rows, pieceBytes)) {
    piece += 1;
    await packer.add(tableName(table.name, piece), bytes);
  }
  return rows.rowCount;
};

interface FileRow {
  readonly tenant_id: number;
  readonly file_id: string;
  readonly sha256: Buffer;
}

const pageSize = 500;

async function* readFileRows(client: ClientBase): AsyncGenerator<FileRow> {
  const text = `select tenant_id, file_id::text, sha256 from docket.files
    where (tenant_id, file_id) > ($1, $2::uuid) order by tenant_id, file_id limit ${pageSize}`;
  let last: Pick<FileRow, 'tenant_id' | 'file_id'> = { tenant_id: 0, file_id: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const { rows } = await client.query<FileRow>(text, [last.tenant_id, last.file_id]);
    yield* rows;
    const end = rows.at(-1);
    if (end === undefined || rows.length < pageSize) return;
    last = end;
  }
}

/** Whether the bytes were those that came in. */
const addFile = async (
  packer: Packer,
  files: FileStorage,
  { tenant_id, file_id, sha256 }: FileRow,
): Promise<boolean> => {
  const handle: FileHandle | undefined = await files.read(tenant_id, file_id).catch(() => undefined);
  if (handle === undefined) return false;
  try {
    const { size } = await handle.stat();
    const bytes = handle.createReadStream({ autoClose: false });
    return (await packer.addStream(filePath(tenant_id, file_id), size, bytes)).equals(sha256);
  } finally {
    await handle.close();
  }
};

/**
 * Begins a transaction that sees one moment of the whole store. A migration that rewrites a table would show it empty to
 * an older moment: the tables are locked first, against that alone.
 */
const beginMoment = async (client: ClientBase): Promise<Omit<Manifest, 'format' | 'sealed'>> => {
  if ((await readApplied(client)).length === 0) throw new Error('There is no store to back up.');
  const names = (await readTables(client)).map(({ name }) => name);
  await client.query('begin isolation level repeatable read, read only');
  await client.query(copySettings);
  await client.query(`lock table ${names.map((name) => `docket."${name}"`).join(', ')} in access share mode`);
  const at = (await client.query<{ now: Date }>('select clock_timestamp() as now')).rows[0]?.now ?? new Date();
  const tables = await readTables(client);
  if (tables.some(({ name }) => !names.includes(name))) {
    throw new Error('The store was migrated at that very moment: try again.');
  }
  const migrations = await readApplied(client);
  return { at: at.toISOString(), migrations, tables, sequences: await readSequences(client) };
};

/**
 * Writes all of the store to `output`: what was committed at one moment, the files that it names, and the secret key.
 * Servers go on working meanwhile. Rejects where the database or `output` fails; then what was written is no backup, and
 * no restore takes it. `client` owns the tables, is outside a transaction and has to be ended afterwards.
 */
export const writeBackup = async (client: ClientBase, output: Writable, options: BackupOptions): Promise<BackedUp> => {
  const { files, secretKey, withKey } = options;
  const moment = await beginMoment(client);
  const sealed = secretKey === undefined ? null : createSecrets(secretKey).seal('docket').toString('base64');
  const at = new Date(moment.at);
  const packer = createPacker(output, at);
  await packer.add(manifestName, writeManifest({ ...moment, sealed }));
  if (withKey && secretKey !== undefined) await packer.add(keyName, Buffer.from(`${secretKey}\n`));
  let rows = 0;
  for (const table of moment.tables) rows += await addTable(client, packer, table);
  let count = 0;
  const damaged: string[] = [];
  for await (const row of readFileRows(client)) {
    count += 1;
    if (!(await addFile(packer, files, row))) damaged.push(filePath(row.tenant_id, row.file_id));
  }
  await client.query('commit');
  await packer.finish();
  return { at, tables: moment.tables.length, rows, files: count, damaged };
};
