import { deleteExpiredSessions } from '../domain/users/sessions-store.ts';
import type { Timer } from './run-due.ts';

/** Takes sessions out of the store whose end has passed; they were of no use since. */
export const expireSessions: Timer = {
  name: 'expired sessions removed',
  run: (core, tenant, at) => core.run({ tenant }, (tx) => deleteExpiredSessions(tx, tenant.id, at)),
};
