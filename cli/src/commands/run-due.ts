import { loadTenants } from '@docket/server/domain/tenants/load-tenant.ts';
import { runDue } from '@docket/server/jobs/run-due.ts';
import { type Command, readArgs, UsageError } from '../command.ts';
import { readInstant } from '../read-instant.ts';
import { withStore } from '../with-store.ts';

const readAt = (text: string | undefined): Date => {
  const at = text === undefined ? new Date() : readInstant(text);
  if (at === undefined) throw new UsageError(`--at is an instant such as 2031-04-09T13:25:00Z, not '${text}'.`);
  return at;
};

export const runDueCommand: Command = {
  synopsis: 'run-due [--at ISO]',
  summary: 'Runs every timer that is due now, or at that instant, once, and ends; beside running servers too.',
  run: async (args) => {
    const { values } = readArgs({ args, options: { at: { type: 'string' } } });
    const at = readAt(values.at);
    await withStore(async ({ store, ownerReader }) => {
      for (const { timer, done } of await runDue(store.core, await loadTenants(ownerReader), at)) {
        console.log(`${timer}: ${done}`);
      }
    });
    return 0;
  },
};
