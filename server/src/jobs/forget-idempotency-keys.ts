import { deleteIdempotencyKeys } from '../domain/idempotency/idempotency-store.ts';
import type { Timer } from './run-due.ts';

/** First answers are kept for 24 hours (contract api). */
const keptMs = 24 * 3_600_000;

export const forgetIdempotencyKeys: Timer = {
  name: 'idempotency keys forgotten',
  run: (core, tenant, at) =>
    core.run({ tenant }, (tx) => deleteIdempotencyKeys(tx, tenant.id, new Date(at.getTime() - keptMs))),
};
