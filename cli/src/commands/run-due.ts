import { loadTenants } from '@docket/server/domain/tenants/load-tenant.ts';
import { runDue } from '@docket/server/jobs/run-due.ts';
import { type Command, readArgs, UsageError } from '../command.ts';
import { withStore } from '../with-store.ts';

const readInstant = (text: string | undefined): Date => {
  if (text === undefined) return new Date();
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) ? new Date(text) : new Date(Number.NaN);
  if (Number.isNaN(at.getTime()))
    throw new UsageError(`--at is an instant such as 2031-04-09T13:25:00Z, not '${text}'.`);
  return at;
};

export const runDueCommand: Command = {
  synopsis: 'run-due [--at ISO]',
  summary: 'Runs every timer that is due now, or at that instant, once, and ends; beside running servers too.',
  run: async (args) => {
    const { values } = readArgs({ args, options: { at: { type: 'string' } } });
    const at = readInstant(values.at);
    await withStore(async ({ store, ownerReader }) => {
      for (const { timer, done } of await runDue(store.core, await loadTenants(ownerReader), at)) {
        console.log(`${timer}: ${done}`);
      }
    });
    return 0;
  },
};
