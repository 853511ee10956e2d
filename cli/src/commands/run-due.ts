import { loadTenants } from '@docket/server/domain/tenants/load-tenant.ts';
import type { Tenant } from '@docket/server/domain/tenants/tenant.ts';
import { runDue } from '@docket/server/jobs/run-due.ts';
import { createSecrets, readSecretKey } from '@docket/server/storage/secrets.ts';
import { type Command, readArgs, UsageError } from '../command.ts';
import { readInstant } from '../read-instant.ts';
import { type CommandStore, withStore } from '../with-store.ts';

const readAt = (text: string | undefined): Date => {
  const at = text === undefined ? new Date() : readInstant(text);
  if (at === undefined) throw new UsageError(`--at is an instant such as 2031-04-09T13:25:00Z, not '${text}'.`);
  return at;
};

/** Only where a tenant has a mail server. */
const openQueue = async ({ config, connection, store: { core } }: CommandStore, tenants: readonly Tenant[]) => {
  const { openDeliveries } = await import('@docket/server/deliveries.ts');
  const secrets = createSecrets(readSecretKey(config.secretKey, config.dataDir));
  const onError = (error: unknown): void => console.error(error instanceof Error ? error.message : String(error));
  return openDeliveries({ connection, core, secrets, tenants: () => tenants, onError });
};

export const runDueCommand: Command = {
  synopsis: 'run-due [--at ISO]',
  summary: 'Runs every timer that is due now, or at that instant, once, and ends; beside running servers too.',
  run: async (args) => {
    const { values } = readArgs({ args, options: { at: { type: 'string' } } });
    const at = readAt(values.at);
    await withStore(async (opened) => {
      const { store, ownerReader } = opened;
      const tenants = await loadTenants(ownerReader);
      // First, so that what the timers queue is delivered with the rest.
      const queue = tenants.some(({ sendsMail }) => sendsMail) ? await openQueue(opened, tenants) : undefined;
      try {
        for (const { timer, done } of await runDue(store.core, tenants, at)) console.log(`${timer}: ${done}`);
        if (queue !== undefined) console.log(`deliveries tried: ${await queue.runDue(at)}`);
      } finally {
        await queue?.close();
      }
    });
    return 0;
  },
};
