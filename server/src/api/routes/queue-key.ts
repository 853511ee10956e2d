/** Queues in an address, by key. */
import { Type } from 'typebox';
import { DomainError } from '../../domain/errors.ts';
import type { Queue, Tenant } from '../../domain/tenants/tenant.ts';

export const queueParam = Type.String({ description: 'Key of a queue.' });

/** Fails with `not-found` `queue/not-found`. */
export const readQueue = ({ queues }: Tenant, key: string | undefined): Queue => {
  const queue = queues.byKey.get(key ?? '');
  if (queue === undefined) throw new DomainError('not-found', 'queue/not-found', 'There is no such queue.');
  return queue;
};
