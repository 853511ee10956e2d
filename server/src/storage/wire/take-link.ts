import type { Socket } from 'node:net';
import type pg from 'pg';
import { type Flush, Link } from './link.ts';

/** How `pg` keeps its socket. */
interface Signed {
  readonly connection: { readonly stream: Socket };
}

/**
 * Takes over the socket of a connection that `pg` has made and signed in, as it knows every way to (passwords, TLS,
 * addresses). `pg` has nothing to say any more.
 */
export const takeLink = (client: pg.Client, flush: Flush, onEnd: (link: Link) => void): Link => {
  client.on('error', () => {});
  const { stream } = (client as unknown as Signed).connection;
  stream.removeAllListeners('data');
  return new Link(stream, flush, onEnd);
};
