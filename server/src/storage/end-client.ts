import type { Client } from 'pg';
import { socketOf } from './socket-of.ts';

/** Milliseconds that the database has to take leave of a connection. */
export const farewell = 2000;

/** Ends a connection, one to a database that does not answer too. Never fails. */
export const endClient = async (client: Client): Promise<void> => {
  const socket = socketOf(client);
  const cut = setTimeout(() => socket.destroy(), farewell);
  await client.end().catch(() => {});
  clearTimeout(cut);
};
