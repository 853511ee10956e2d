/** A Docket that listens, and clients of it. */

import { startDocket } from '../../server/test/support/docket.ts';
import { type Client, type ClientOptions, createClient } from '../src/main.ts';

export interface ListeningDocket {
  readonly baseUrl: string;
  /** A client of mary, whose token the demonstration tenant has. */
  client(options?: Partial<ClientOptions>): Client;
  close(): Promise<void>;
}

export const listen = async (): Promise<ListeningDocket> => {
  const docket = await startDocket();
  const { host, port } = await docket.app.listen({ host: '127.0.0.1', port: 0 });
  const baseUrl = `http://${host}:${port}`;
  return {
    baseUrl,
    client: (options = {}) => createClient({ baseUrl, token: 'docket-api-token', ...options }),
    close: docket.close,
  };
};
