/** Files on their way back into a data directory: beside it all in one place, until the rest of the backup is known to be whole. */
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncDirectory } from '../files.ts';

export interface RestoredFiles {
  /** `path` as `filePath` makes it. */
  write(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  /** Puts all of them where they belong. */
  keep(): Promise<void>;
  /** Removes all of them, kept or not. */
  drop(): Promise<void>;
}

/** Whether no file was ever uploaded to the data directory. */
export const hasNoFiles = async (dataDir: string): Promise<boolean> => {
  const found = await readdir(join(dataDir, 'files'), { recursive: true, withFileTypes: true }).catch(() => []);
  return !found.some((entry) => !entry.isDirectory());
};

/** The caller made sure that the data directory has no files. What a restore that was killed left behind is removed. */
export const restoreFiles = async (dataDir: string): Promise<RestoredFiles> => {
  const beside = join(dataDir, 'files.restoring');
  const target = join(dataDir, 'files');
  const folders = new Set<string>();
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await rm(beside, { recursive: true, force: true });
  return {
    write: async (path, bytes) => {
      const written = join(beside, path.replace(/^files\//, ''));
      const folder = dirname(written);
      if (!folders.has(folder)) await mkdir(folder, { recursive: true, mode: 0o700 });
      folders.add(folder);
      const file = await open(written, 'wx', 0o600);
      try {
        for await (const chunk of bytes) await file.writeFile(chunk);
        await file.sync();
      } finally {
        await file.close();
      }
    },
    keep: async () => {
      if (folders.size === 0) return;
      for (const folder of [...folders, ...new Set([...folders].map(dirname)), beside]) await syncDirectory(folder);
      await rm(target, { recursive: true, force: true }); // empty folders
      await rename(beside, target);
      await syncDirectory(dataDir);
    },
    drop: async () => {
      await rm(beside, { recursive: true, force: true });
      if (folders.size > 0) await rm(target, { recursive: true, force: true });
    },
  };
};
