import type { Socket } from 'node:net';
import pg from 'pg';
import { type Flush, Link } from './link.ts';

/** How `pg` keeps its socket. */
interface Signed {
  readonly connection: { readonly stream: Socket };
}

/**
 * Connects and signs in with `pg`, which knows every way to (passwords, TLS, addresses), then takes the socket over.
 * Rejects with `pg`'s errors.
 */
export const openLink = async (config: pg.ClientConfig, flush: Flush, onEnd: (link: Link) => void): Promise<Link> => {
  const client = new pg.Client(config);
  client.on('error', () => {}); // rejects below; afterwards it has nothing to say any more
  await client.connect();
  const { stream } = (client as unknown as Signed).connection;
  stream.removeAllListeners('data');
  return new Link(stream, flush, onEnd);
};
