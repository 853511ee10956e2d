import { handOverMessages, selectQueued } from '../domain/messages/deliveries-store.ts';
import type { Timer } from './run-due.ts';

const pageSize = 500;

/** Takes what was queued while there was no mail server, or no queue yet. */
export const handOver: Timer = {
  name: 'messages handed over',
  run: async (core, tenant) => {
    if (!tenant.sendsMail) return 0;
    let done = 0;
    for (;;) {
      const ids = await core.view({ tenant }, (db) => selectQueued(db, tenant.id, pageSize));
      const handed = ids.length === 0 ? 0 : await core.run({ tenant }, (tx) => handOverMessages(tx, ids));
      done += handed;
      if (handed < pageSize) return done;
    }
  },
};
