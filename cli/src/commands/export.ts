import { exportTenantFile } from '@docket/server/tenant-file/export-tenant-file.ts';
import { type Command, readArgs, readOneArgument, UsageError } from '../command.ts';
import { withStore } from '../with-store.ts';

export const exportCommand: Command = {
  synopsis: 'export TENANT',
  summary: 'Prints the tenant file that would make this configuration again.',
  run: async (args) => {
    const { positionals } = readArgs({ args, allowPositionals: true, options: {} });
    const key = readOneArgument(positionals, 'one tenant is needed, by its key.');
    await withStore(async ({ owner }) => {
      const text = await exportTenantFile(owner, key);
      if (text === undefined) throw new UsageError(`There is no tenant '${key}'.`);
      process.stdout.write(text);
    });
    return 0;
  },
};
