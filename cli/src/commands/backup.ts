import type { Writable } from 'node:stream';
import { type BackedUp, writeBackup } from '@docket/server/storage/backup/write-backup.ts';
import { openFiles } from '@docket/server/storage/files.ts';
import { findSecretKey } from '@docket/server/storage/secrets.ts';
import { type Command, readArgs, readOneArgument } from '../command.ts';
import { withStore } from '../with-store.ts';
import { writeWhole } from '../write-whole.ts';

/** Of many, the first are enough to find the cause. */
const shown = 10;

const warnOf = ({ damaged }: BackedUp): void => {
  if (damaged.length === 0) return;
  console.error(
    `docket backup: ${damaged.length} files are missing from the data directory, or are not as they were uploaded. ` +
      'All else is in the backup:',
  );
  for (const path of damaged.slice(0, shown)) console.error(`  ${path}`);
  if (damaged.length > shown) console.error(`  and ${damaged.length - shown} more`);
};

export const backupCommand: Command = {
  synopsis: 'backup FILE [--force] [--without-key]',
  summary:
    'Writes the whole store to one file (- is standard output), beside running servers: the database as of one moment,\n' +
    '      uploaded files, and the secret key of the data directory, unless it is to be kept apart.',
  run: async (args) => {
    const { values, positionals } = readArgs({
      args,
      allowPositionals: true,
      options: { force: { type: 'boolean', default: false }, 'without-key': { type: 'boolean', default: false } },
    });
    const path = readOneArgument(positionals, 'one file is needed.');
    const work = (output: Writable): Promise<BackedUp> =>
      withStore(
        ({ config, owner }) =>
          writeBackup(owner, output, {
            files: openFiles(config.dataDir),
            secretKey: config.secretKey ?? findSecretKey(config.dataDir),
            // A key that is configured is kept elsewhere already.
            withKey: config.secretKey === undefined && !values['without-key'],
          }),
        { migrates: false },
      );
    const done = path === '-' ? await work(process.stdout) : await writeWhole(path, values.force, work);
    const what = `${done.rows} rows of ${done.tables} tables and ${done.files} files, as of ${done.at.toISOString()}`;
    if (path !== '-') console.log(`${path}: ${what}.`);
    warnOf(done);
    return done.damaged.length === 0 ? 0 : 1;
  },
};
