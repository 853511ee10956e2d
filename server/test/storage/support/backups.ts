/** What the tests of backups share: empty targets, a store in figures, and backups that somebody laid hands on. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import type { ClientBase } from 'pg';
import { extract, pack } from 'tar-stream';
import { type Restored, restoreBackup } from '../../../src/storage/backup/restore-backup.ts';
import { type BackedUp, writeBackup } from '../../../src/storage/backup/write-backup.ts';
import { type FileStorage, openFiles } from '../../../src/storage/files.ts';
import { openStore } from '../../../src/storage/pool.ts';
import type { Client } from '../../api/support/client.ts';
import { freshDatabase, type TestDatabase } from '../../support/database.ts';
import type { Docket } from '../../support/docket.ts';
import { testSecretKey } from '../../support/prepare-template.ts';

/** In small chunks, as a file comes. */
export const chunked = (bytes: Buffer): Readable =>
  Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += 3000) yield bytes.subarray(at, at + 3000);
    })(),
  );

/** Uploads a file; its id in the store. */
export const upload = async (call: Client, bytes: Buffer): Promise<string> => {
  const headers = { 'content-type': 'image/png', 'content-disposition': 'attachment; filename="a.png"' };
  const answer = await call('POST', '/files', { raw: bytes, headers });
  assert.equal(answer.statusCode, 201, answer.body);
  return answer.json().id.toLowerCase();
};

export interface Made extends BackedUp {
  readonly bytes: Buffer;
}

export const backUp = async (
  docket: Docket,
  options: { withKey?: boolean; files?: FileStorage } = {},
): Promise<Made> => {
  const { withKey = true, files = openFiles(docket.config.dataDir) } = options;
  const owner = await docket.store.connectOwner();
  try {
    const output = new PassThrough();
    const read = buffer(output);
    const done = await writeBackup(owner, output, { files, secretKey: testSecretKey, withKey });
    return { ...done, bytes: await read };
  } finally {
    await owner.end();
  }
};

export interface Target {
  readonly database: TestDatabase;
  readonly dataDir: string;
  restore(bytes: Buffer, options?: { secretKey?: string; withoutKey?: boolean }): Promise<Restored>;
  /** Runs `work` on a connection of the owner. */
  ask<T>(work: (client: ClientBase) => Promise<T>): Promise<T>;
  /** What there is of a store; none: nothing was made. */
  leftovers(): Promise<string[]>;
}

/** An empty database and an empty data directory, for as long as the test. */
export const emptyTarget = async (t: TestContext): Promise<Target> => {
  const database = await freshDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'docket-restored-'));
  const store = openStore({ connection: database.connection });
  t.after(async () => {
    await store.close();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  });
  const ask: Target['ask'] = async (work) => {
    const client = await store.connectOwner();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  await ask((client) => client.query('drop schema docket cascade'));
  return {
    database,
    dataDir,
    ask,
    restore: (bytes, { secretKey, withoutKey = false } = {}) =>
      ask((client) => restoreBackup(client, chunked(bytes), { dataDir, secretKey, withoutKey })),
    leftovers: async () => {
      const { rows } = await ask((client) => client.query("select nspname from pg_namespace where nspname = 'docket'"));
      const found = await readdir(dataDir, { recursive: true });
      return [...rows.map(({ nspname }) => `schema ${nspname}`), ...found];
    },
  };
};

const tablesText = `select relname::text as name from pg_class
  where relnamespace = 'docket'::regnamespace and relkind in ('r', 'p') order by 1`;

/** Every table with its number of rows and a sum over them; when the migrations ran is left out. */
export const contentOf = async (client: ClientBase): Promise<Map<string, { rows: number; sum: string }>> => {
  const content = new Map<string, { rows: number; sum: string }>();
  for (const { name } of (await client.query<{ name: string }>(tablesText)).rows) {
    const row = name === 'schema_migrations' ? '(t.number, t.name, t.sha256)::text' : 't::text';
    const text = `select count(*)::int as rows, coalesce(md5(string_agg(md5(${row}), '' order by md5(${row}))), '') as sum
      from docket."${name}" t`;
    const [found] = (await client.query<{ rows: number; sum: string }>(text)).rows;
    if (found !== undefined) content.set(name, found);
  }
  return content;
};

/** All that the schema holds and who may do what with it; sequences with how far they are. */
export const schemaOf = async (client: ClientBase): Promise<unknown[]> => {
  const texts = [
    `select c.relname, c.relkind, c.relrowsecurity, c.relacl::text, p.polname, pg_get_expr(p.polqual, p.polrelid) as expr
      from pg_class c left join pg_policy p on p.polrelid = c.oid
      where c.relnamespace = 'docket'::regnamespace order by 1, 5`,
    `select proname, prosrc, proacl::text, prosecdef from pg_proc where pronamespace = 'docket'::regnamespace order by 1`,
    `select conname, pg_get_constraintdef(oid) as def from pg_constraint
      where connamespace = 'docket'::regnamespace order by 1, 2`,
    `select sequencename, data_type::text, start_value, last_value from pg_sequences where schemaname = 'docket' order by 1`,
  ];
  const found: unknown[] = [];
  for (const text of texts) found.push(...(await client.query(text)).rows);
  return found;
};

export interface Part {
  readonly name: string;
  readonly bytes: Buffer;
}

export const unpack = async (bytes: Buffer): Promise<Part[]> => {
  const tar = extract();
  chunked(bytes).pipe(tar as unknown as NodeJS.WritableStream);
  const parts: Part[] = [];
  for await (const entry of tar) {
    parts.push({ name: entry.header.name, bytes: await buffer(entry as unknown as AsyncIterable<Buffer>) });
  }
  return parts;
};

const sumOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A tar of these parts as they are. */
export const packParts = (parts: readonly Part[]): Promise<Buffer> => {
  const tar = pack();
  for (const { name, bytes } of parts) tar.entry({ name }, bytes);
  tar.finalize();
  return buffer(tar as unknown as AsyncIterable<Buffer>);
};

/** A tar of these parts, with sums that are right, as somebody makes one who knows how. */
export const repack = (parts: readonly Part[]): Promise<Buffer> => {
  const own = parts.filter(({ name }) => name !== 'SHA256SUMS');
  const sums = own.map(({ name, bytes }) => `${sumOf(bytes)}  ${name}\n`).join('');
  return packParts([...own, { name: 'SHA256SUMS', bytes: Buffer.from(sums) }]);
};
