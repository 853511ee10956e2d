import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { checkBackup, restoreBackup } from '@docket/server/storage/backup/restore-backup.ts';
import { migrate } from '@docket/server/storage/migrate.ts';
import { type Command, readArgs, readOneArgument } from '../command.ts';
import { withStore } from '../with-store.ts';

const openInput = async (path: string): Promise<Readable> => {
  if (path === '-') return process.stdin;
  const file = await open(path, 'r').catch((cause: Error) => {
    throw new Error(`${path} cannot be read: ${cause.message}`, { cause });
  });
  return file.createReadStream();
};

export const restoreCommand: Command = {
  synopsis: 'restore FILE [--without-key]',
  summary:
    'Makes the store of a backup again (- is standard input), in an empty data directory or database, whole or not at all;\n' +
    '      --without-key also where nothing sealed can be read any more.',
  run: async (args) => {
    const { values, positionals } = readArgs({
      args,
      allowPositionals: true,
      options: { 'without-key': { type: 'boolean', default: false } },
    });
    const path = readOneArgument(positionals, 'one file is needed.');
    // Twice, so that a file that is no good is refused before anything is made.
    if (path !== '-') await checkBackup(await openInput(path));
    await withStore(
      async ({ config: { dataDir, secretKey }, owner }) => {
        const options = { dataDir, secretKey, withoutKey: values['without-key'] };
        const { at, tables, rows, files } = await restoreBackup(owner, await openInput(path), options);
        console.log(`${rows} rows of ${tables} tables and ${files} files are back, as of ${at.toISOString()}.`);
        await migrate(owner);
      },
      { migrates: false },
    );
    return 0;
  },
};
