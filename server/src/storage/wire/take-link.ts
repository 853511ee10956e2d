import type pg from 'pg';
import { socketOf } from '../socket-of.ts';
import { type Flush, Link } from './link.ts';

/**
 * Takes over the socket of a connection that `pg` has made and signed in, as it knows every way to (passwords, TLS,
 * addresses). `pg` has nothing to say any more.
 */
export const takeLink = (client: pg.Client, flush: Flush, onEnd: (link: Link) => void): Link => {
  client.on('error', () => {});
  const socket = socketOf(client);
  socket.removeAllListeners('data');
  return new Link(socket, flush, onEnd);
};
