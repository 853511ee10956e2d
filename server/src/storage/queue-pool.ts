/** A pool of `pg`'s own, for a library that wants one, whose connections go to whichever host takes writes. */
import pg from 'pg';
import { keepAlive, requireWriter } from './connect.ts';
import { type Connection, readHosts } from './hosts.ts';

type Heard = (error: Error | undefined, client: pg.PoolClient | undefined, done: (release?: unknown) => void) => void;

/** As `pg.Pool` of this configuration, asking one host after the other for each new connection. */
export const openQueuePool = (connection: Connection, config: pg.PoolConfig): pg.Pool => {
  const { places, mustWrite, patience } = readHosts(connection);
  let last = 0;

  class HostClient extends pg.Client {
    constructor(given: pg.ClientConfig) {
      super({ ...given, ...places[last], connectionTimeoutMillis: patience } as pg.ClientConfig);
    }
  }

  class HostPool extends pg.Pool {
    override connect(): Promise<pg.PoolClient>;
    override connect(heard: Heard): void;
    override connect(heard?: Heard): Promise<pg.PoolClient> | undefined {
      const found = this.#find();
      if (heard === undefined) return found;
      found.then(
        (client) => heard(undefined, client, (release) => client.release(release as boolean)),
        (error) => heard(error as Error, undefined, () => {}),
      );
      return undefined;
    }

    async #find(): Promise<pg.PoolClient> {
      for (let tries = 1; ; tries += 1) {
        const asked = last;
        try {
          return await super.connect();
        } catch (error) {
          if (asked === last) last = (last + 1) % places.length; // others may have moved on meanwhile
          if (tries >= places.length) throw error;
        }
      }
    }
  }

  return new HostPool({
    ...config,
    ...keepAlive,
    Client: HostClient,
    ...(mustWrite && { onConnect: (client: pg.ClientBase) => requireWriter(client, patience) }),
  } as object);
};
