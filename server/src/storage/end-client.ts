import type { Socket } from 'node:net';
import type { Client } from 'pg';

/** Milliseconds that the database has to take leave. */
const farewell = 2000;

/** Ends a connection, one to a database that does not answer too. Never fails. */
export const endClient = async (client: Client): Promise<void> => {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Socket } }).connection;
  const cut = setTimeout(() => stream.destroy(), farewell);
  await client.end().catch(() => {});
  clearTimeout(cut);
};
