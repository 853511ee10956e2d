import type { Socket } from 'node:net';
import type { Client } from 'pg';

/** The socket of a connection of `pg`, which its published types leave out. */
export const socketOf = (client: Client): Socket =>
  (client as unknown as { readonly connection: { readonly stream: Socket } }).connection.stream;
