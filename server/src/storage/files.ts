/** The bytes of files, in the data directory: `files/<tenant>/<first two digits>/<id>`. Their rows are in the database. */
import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DomainError, internal } from '../domain/errors.ts';

/** Bytes that have come in whole, on disk, where nobody finds them yet. */
export interface ReceivedFile {
  /** UUID, lower case, random: whoever knows it may attach the file. */
  readonly id: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: Buffer;
  /** Puts them where `read` finds them; they outlive a crash from then on. */
  keep(): Promise<void>;
  /** Removes them, kept or not. */
  drop(): Promise<void>;
}

export interface FileStorage {
  /**
   * Writes bytes as they come, never holding more than a piece of them. Leaves nothing when it fails: with `too-large`
   * `file/too-large` (params `limit`) beyond `limit` bytes, `unavailable` `file/no-space` on a full disk, or with what
   * `bytes` fails with.
   */
  receive(tenantId: number, bytes: AsyncIterable<Uint8Array>, limit: number): Promise<ReceivedFile>;
  /** A handle on the bytes of a kept file; the caller closes it. */
  read(tenantId: number, id: string): Promise<FileHandle>;
}

/** Where a kept file is, in the data directory. */
export const filePath = (tenantId: number, id: string): string => `files/${tenantId}/${id.slice(0, 2)}/${id}`;

/** What an upload that was cut off by the end of the process left behind is removed after so long. */
const abandonedMs = 24 * 3_600_000;

const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

const translate = (error: unknown): unknown => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!full.has(code)) return error;
  return new DomainError('unavailable', 'file/no-space', 'There is no room for the file.', {
    retryAfter: 60,
    cause: error,
  });
};

const writeAll = async (
  file: FileHandle,
  bytes: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<Pick<ReceivedFile, 'size' | 'sha256'>> => {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > limit) {
      throw new DomainError('too-large', 'file/too-large', `The file is larger than ${limit} bytes.`, {
        params: { limit },
      });
    }
    hash.update(chunk);
    await file.writeFile(chunk);
  }
  await file.sync();
  return { size, sha256: hash.digest() };
};

/** A rename is only safe from a crash once its directory is written. */
export const syncDirectory = async (path: string): Promise<void> => {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
};

const removeAbandoned = async (folder: string): Promise<void> => {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > abandonedMs) await rm(path, { force: true });
  }
};

/** Opens the folder `files` of the data directory, made with the first file. */
export const openFiles = (dataDir: string): FileStorage => {
  const root = join(dataDir, 'files');
  const incoming = join(root, 'incoming');
  const pathOf = (tenantId: number, id: string): string => join(dataDir, filePath(tenantId, id));
  let prepared: Promise<void> | undefined;
  const prepare = (): Promise<void> => {
    prepared ??= mkdir(incoming, { recursive: true, mode: 0o700 })
      .then(() => removeAbandoned(incoming))
      .catch((error) => {
        prepared = undefined; // the next file tries again
        throw error;
      });
    return prepared;
  };

  const keep = async (tenantId: number, id: string, from: string): Promise<void> => {
    const path = pathOf(tenantId, id);
    const folder = dirname(path);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await rename(from, path);
    await syncDirectory(folder);
  };

  return {
    receive: async (tenantId, bytes, limit) => {
      const id = randomUUID();
      const path = join(incoming, id);
      try {
        await prepare();
        const file = await open(path, 'wx', 0o600);
        const written = await writeAll(file, bytes, limit).finally(() => file.close());
        return {
          id,
          ...written,
          keep: () =>
            keep(tenantId, id, path).catch((error) => {
              throw translate(error);
            }),
          drop: async () => {
            await rm(path, { force: true });
            await rm(pathOf(tenantId, id), { force: true });
          },
        };
      } catch (error) {
        await rm(path, { force: true });
        throw translate(error);
      }
    },
    read: (tenantId, id) =>
      open(pathOf(tenantId, id), 'r').catch((error) => {
        throw internal(`The bytes of the file ${id} cannot be read.`, error);
      }),
  };
};
