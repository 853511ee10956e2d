import { randomUUID } from 'node:crypto';
import { authority, type Call, type Request, type Site } from '../calls/call.ts';

const bytesOf = (site: Site, { method, path, headers, body }: Request): Buffer => {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = body === '' ? '' : `content-length: ${Buffer.byteLength(body)}\r\n`;
  return Buffer.from(`${method} ${path} HTTP/1.1\r\nhost: ${authority(site)}\r\n${lines.join('')}${length}\r\n${body}`);
};

/** At most this many requests about case numbers are kept ready. */
const pool = 5000;

/** A source of requests as bytes, made ahead of time where the call allows it. */
export const requestBytes = (call: Call, site: Site): (() => Buffer) => {
  if (call.subject === 'fresh') return () => bytesOf(site, call.request(site, randomUUID()));
  if (call.subject === 'none') {
    const only = bytesOf(site, call.request(site, ''));
    return () => only;
  }
  const { from, to } = site.numbers;
  const numbers = Array.from({ length: pool }, () => from + Math.floor(Math.random() * (to - from + 1)));
  const ready = numbers.map((number) => bytesOf(site, call.request(site, `${number}`)));
  let next = 0;
  return () => {
    next = (next + 1) % ready.length;
    return ready[next] ?? Buffer.alloc(0);
  };
};
