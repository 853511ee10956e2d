/** How those who come to one queue at once wait for one another: see `core.run`. */
import type { Turn } from '../../storage/turns.ts';
import { queueTopic } from './queues-store.ts';

/** Who joins the queue holds it to the commit, as places are in the order of commits. */
export const enqueueTurn = (queueId: number): Turn => ({ key: queueTopic(queueId), sharing: true });

/** Callers hold nothing that others want; that they go together spares round trips and commits. */
export const callTurn = (queueId: number): Turn => ({ key: `call ${queueId}`, sharing: true, loose: true });
