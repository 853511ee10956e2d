import { randomUUID } from 'node:crypto';
import { authority, type Call, type Request, type Site, words } from '../calls/call.ts';

export const bytesOf = (site: Site, { method, path, headers, body }: Request): Buffer => {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = body === '' ? '' : `content-length: ${Buffer.byteLength(body)}\r\n`;
  return Buffer.from(`${method} ${path} HTTP/1.1\r\nhost: ${authority(site)}\r\n${lines.join('')}${length}\r\n${body}`);
};

/** What a call may be about, in the call's own words; none where each request is about something new, or nothing. */
export const subjectsOf = ({ subject, key = 'number' }: Call, { cases, open }: Site): readonly string[] => {
  if (subject === 'word') return words;
  if (subject === 'case') return cases.map((keys) => keys[key]);
  return subject === 'open' ? open.map((keys) => keys[key]) : [];
};

/** One request, or two of which the second needs the answer to the first, as bytes. */
export interface Prepared {
  readonly first: Buffer;
  /** What follows on the first one's answer; absent: nothing. */
  readonly second?: (found: string) => Buffer;
}

/**
 * A source of requests for each of `lanes` connections, the `lane`-th. What is edited no two lanes have in common, so that
 * nobody's edit is stale for another's. What stays the same is made once, for all of them.
 */
export const prepareRequests = (call: Call, site: Site, lanes: number): ((lane: number) => () => Prepared) => {
  const prepare = (subject: string): Prepared =>
    call.before === undefined
      ? { first: bytesOf(site, call.request(site, subject, '')) }
      : {
          first: bytesOf(site, call.before(site, subject)),
          second: (found) => bytesOf(site, call.request(site, subject, found)),
        };
  if (call.subject === 'fresh') return () => () => prepare(randomUUID());
  if (call.subject === 'none') {
    const only = prepare('');
    return () => () => only;
  }
  const all = subjectsOf(call, site);
  const isEdited = call.subject === 'open';
  const ready = new Map<string, Prepared>();
  const prepareOnce = (subject: string): Prepared => {
    const made = ready.get(subject) ?? prepare(subject);
    ready.set(subject, made);
    return made;
  };
  return (lane) => {
    const own = isEdited ? all.filter((_, index) => index % lanes === lane) : all;
    if (own.length === 0) throw new Error(`${call.name}: the store has too few cases for ${lanes} connections.`);
    let next = Math.floor(Math.random() * own.length);
    const step = (): string => {
      next = (next + 1) % own.length;
      return own[next] ?? '';
    };
    return isEdited ? () => prepare(step()) : () => prepareOnce(step());
  };
};
