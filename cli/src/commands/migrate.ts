import { type Command, readArgs } from '../command.ts';
import { withStore } from '../with-store.ts';

export const migrateCommand: Command = {
  synopsis: 'migrate',
  summary: 'Brings the store up to what this version knows, and says so.',
  run: async (args) => {
    readArgs({ args, options: {} });
    await withStore(async () => console.log('The store is up to date.'));
    return 0;
  },
};
