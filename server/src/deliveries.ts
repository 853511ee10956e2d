/**
 * Messages on their way out: the queue of the store, and the job that sends them. Loading this file loads the queue and the
 * mail client, so it is loaded where a tenant has a mail server, and not before the server listens.
 */
import type { Core } from './core.ts';
import type { Tenant } from './domain/tenants/tenant.ts';
import { createDelivery } from './jobs/deliver-messages.ts';
import { handOver } from './jobs/hand-over-messages.ts';
import { sendMail } from './jobs/send-mail.ts';
import { type JobQueue, openJobQueue } from './storage/job-queue.ts';
import type { Connection } from './storage/pool.ts';
import type { Secrets } from './storage/secrets.ts';

export interface DeliveriesDeps {
  readonly connection: Connection;
  readonly core: Core;
  readonly secrets: Secrets;
  tenants(): readonly Tenant[];
  onError(error: unknown): void;
}

/** The queue, installed, with everything on it that was queued before. The caller closes it. */
export const openDeliveries = async (deps: DeliveriesDeps): Promise<JobQueue> => {
  const { connection, core, secrets, tenants, onError } = deps;
  const tenant = (id: number) => tenants().find((one) => one.id === id);
  const deliver = createDelivery({ core, tenant, open: secrets.open, send: sendMail });
  const queue = openJobQueue(connection, deliver, onError);
  try {
    await queue.install();
    for (const one of tenants()) await handOver.run(core, one, new Date());
    return queue;
  } catch (error) {
    await queue.close();
    throw error;
  }
};
