/**
 * A line to a server that is cut during each request that writes: the client never has an answer, the server has what came
 * till then. A GET comes through.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Server } from '../../acceptance/support/server.ts';

/**
 * How much of a request comes through: half of its body, all but the last byte, or all of it. The last is cut sooner or
 * later after that, every fourth only once the server answers.
 */
export type Cut = 'half' | 'last-byte' | 'whole';

/** Milliseconds. */
const pauses = [0, 2, 10];

/** Where to cut a request, counted in bytes; undefined: its head has not come yet. */
const placeOf = (cut: Cut, sent: Buffer): number | undefined => {
  const end = sent.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  if (sent.toString('latin1', 0, 4) === 'GET ') return Number.POSITIVE_INFINITY;
  const head = end + 4;
  const body = Number(/\r\ncontent-length: ([0-9]+)/i.exec(sent.toString('latin1', 0, head))?.[1] ?? 0);
  if (cut === 'half') return head + Math.floor(body / 2);
  return head + body - (cut === 'last-byte' ? 1 : 0);
};

/** Resolves when the moment has come to cut a line whose server has all that it is to have. */
const waitToCut = async (upstream: Socket, cut: Cut, index: number): Promise<void> => {
  const pause = pauses[index % (pauses.length + 1)];
  if (cut === 'whole' && pause === undefined) await Promise.race([once(upstream, 'data'), once(upstream, 'close')]);
  else await sleep(cut === 'whole' ? pause : 0);
};

const lead = (client: Socket, upstream: Socket, cut: Cut, index: number): void => {
  let head: Buffer | undefined = Buffer.alloc(0);
  let left = Number.POSITIVE_INFINITY;
  client.on('data', (chunk: Buffer) => {
    let bytes = chunk;
    if (head !== undefined) {
      head = Buffer.concat([head, chunk]);
      const place = placeOf(cut, head);
      if (place === undefined) return;
      bytes = head;
      left = place;
      head = undefined;
      if (left === Number.POSITIVE_INFINITY) upstream.pipe(client);
    }
    if (left <= 0) return;
    bytes = bytes.subarray(0, left);
    left -= bytes.length;
    upstream.write(bytes, () => {
      if (left > 0) return;
      waitToCut(upstream, cut, index).then(() => {
        // As a program that ends, and as one that is killed or a network that is gone.
        if (index % 2 === 0) upstream.destroy();
        else upstream.resetAndDestroy();
        client.destroy();
      });
    });
  });
};

/** Opens such a line, which goes with the test: the address to send to instead of the server's. */
export const openCutLine = async (t: Pick<TestContext, 'after'>, server: Server, cut: Cut): Promise<string> => {
  const { hostname: host, port } = new URL(server.url);
  const open = new Set<Socket>();
  let count = 0;
  const keep = (socket: Socket): void => {
    open.add(socket);
    socket.on('error', () => {}).once('close', () => open.delete(socket));
  };
  const line = createServer((client) => {
    const upstream = connect({ host, port: Number(port) });
    keep(client);
    keep(upstream);
    upstream.once('close', () => client.end());
    client.once('close', () => upstream.destroy());
    // Two sides that come and go in step would meet the same cut each time.
    lead(client, upstream, cut, Math.floor(count++ * 1.5));
    upstream.resume();
  });
  t.after(() => {
    line.close();
    for (const socket of open) socket.destroy();
  });
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  return `http://127.0.0.1:${(line.address() as AddressInfo).port}`;
};
