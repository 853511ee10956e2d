/**
 * The yardstick of reads: a bare Node server that answers each request with the same bytes, in a process of its own. What
 * the load generator gets from it is what Node's HTTP, the generator and the machine allow; no server on Node answers more.
 * Told over IPC what to answer, it tells its port.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Page {
  readonly type: string;
  readonly body: string;
}

const serve = ({ type, body }: Page): void => {
  const headers = { 'content-type': type, 'content-length': Buffer.byteLength(body) };
  const server = createServer((_, answer) => answer.writeHead(200, headers).end(body));
  server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
};

process.once('message', (page) => serve(page as Page));
process.once('disconnect', () => process.exit());
