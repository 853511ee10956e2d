/**
 * The bytes of files, in the data directory: `files/<tenant>/<first two digits>/<id>`. Their rows are in the database. While
 * it is not certain that there is a row, `files/incoming/<tenant>-<id>` is a second name of the same bytes.
 */
import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DomainError, internal } from '../domain/errors.ts';

/** Bytes that have come in whole, on disk, where nobody finds them yet. */
export interface ReceivedFile {
  /** UUID, lower case, random: whoever knows it may attach the file. */
  readonly id: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: Buffer;
  /** Puts them where `read` finds them; they outlive a crash from then on, and are `unsettled`. */
  keep(): Promise<void>;
  /** Their row is stored. What fails here is left to whoever goes through the unsettled ones. */
  settle(): Promise<void>;
  /** Removes them, kept or not. */
  drop(): Promise<void>;
}

/** Bytes of which nobody said whether their row is stored: the process ended, or the database did not answer. */
export interface UnsettledFile extends Pick<ReceivedFile, 'id' | 'settle' | 'drop'> {
  readonly tenantId: number;
}

export interface FileStorage {
  /**
   * Writes bytes as they come, never holding more than a piece of them. Leaves nothing when it fails: with `too-large`
   * `file/too-large` (params `limit`) beyond `limit` bytes, `unavailable` `file/no-space` on a full disk, or with what
   * `bytes` fails with.
   */
  receive(tenantId: number, bytes: AsyncIterable<Uint8Array>, limit: number): Promise<ReceivedFile>;
  /** Those that came in before that moment. */
  unsettled(before: Date): Promise<UnsettledFile[]>;
  /** A handle on the bytes of a kept file; the caller closes it. */
  read(tenantId: number, id: string): Promise<FileHandle>;
}

/** Where a kept file is, in the data directory. */
export const filePath = (tenantId: number, id: string): string => `files/${tenantId}/${id.slice(0, 2)}/${id}`;

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

/** What a file system answers that has no second names. */
const cannotLink = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/** Gives bytes their name beside the one they have; where that cannot be, instead of it. */
const addName = async (from: string, path: string): Promise<void> => {
  await link(from, path).catch(async (error: NodeJS.ErrnoException) => {
    if (!cannotLink.has(error.code ?? '')) throw error;
    await rename(from, path);
  });
};

const incomingName = /^([1-9][0-9]{0,9})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Opens the folder `files` of the data directory, made with the first file. */
export const openFiles = (dataDir: string): FileStorage => {
  const root = join(dataDir, 'files');
  const incoming = join(root, 'incoming');
  const pathOf = (tenantId: number, id: string): string => join(dataDir, filePath(tenantId, id));
  const incomingOf = (tenantId: number, id: string): string => join(incoming, `${tenantId}-${id}`);
  let prepared: Promise<unknown> | undefined;
  const prepare = (): Promise<unknown> => {
    prepared ??= mkdir(incoming, { recursive: true, mode: 0o700 }).catch((error) => {
      prepared = undefined; // the next file tries again
      throw error;
    });
    return prepared;
  };

  const keep = async (tenantId: number, id: string): Promise<void> => {
    const path = pathOf(tenantId, id);
    const folder = dirname(path);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await addName(incomingOf(tenantId, id), path);
    await syncDirectory(folder);
  };

  const ends = (tenantId: number, id: string): Pick<ReceivedFile, 'settle' | 'drop'> => ({
    settle: () => rm(incomingOf(tenantId, id), { force: true }).catch(() => {}),
    drop: async () => {
      await rm(pathOf(tenantId, id), { force: true });
      await rm(incomingOf(tenantId, id), { force: true }); // last: until then it can be found again
    },
  });

  return {
    receive: async (tenantId, bytes, limit) => {
      const id = randomUUID();
      const path = incomingOf(tenantId, id);
      try {
        await prepare();
        const file = await open(path, 'wx', 0o600);
        const written = await writeAll(file, bytes, limit).finally(() => file.close());
        return {
          id,
          ...written,
          keep: () =>
            keep(tenantId, id).catch((error) => {
              throw translate(error);
            }),
          ...ends(tenantId, id),
        };
      } catch (error) {
        await rm(path, { force: true });
        throw translate(error);
      }
    },
    unsettled: async (before) => {
      const found: UnsettledFile[] = [];
      for (const name of await readdir(incoming).catch(() => [])) {
        const [, tenant = '', id = ''] = incomingName.exec(name) ?? [];
        const written = id === '' ? undefined : await stat(join(incoming, name)).catch(() => undefined);
        if (written === undefined || written.mtimeMs >= before.getTime()) continue;
        found.push({ tenantId: Number(tenant), id, ...ends(Number(tenant), id) });
      }
      return found;
    },
    read: (tenantId, id) =>
      open(pathOf(tenantId, id), 'r').catch((error) => {
        throw internal(`The bytes of the file ${id} cannot be read.`, error);
      }),
  };
};
