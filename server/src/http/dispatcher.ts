/** Which face a request of the main port is for: the first segment of its path says so. */
import type { Handler } from './listener.ts';

export interface Mount {
  /** `/worldcheck`; empty: whatever no other has. */
  readonly path: string;
  readonly ignoresCase: boolean;
  readonly handler: Handler;
}

/** The path as sent, without the query; a whole address (`GET http://host/path`, through a proxy) loses its start. */
export const pathOf = (url: string): string => {
  const path = url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/?#]*/i, '');
  const end = path.search(/[?#]/);
  return end < 0 ? path : path.slice(0, end);
};

/** A path's first segment with its slash, undecoded: `/api` of `/api/v1`. */
const firstSegment = (path: string): string => {
  const end = path.indexOf('/', 1);
  return end < 0 ? path : path.slice(0, end);
};

/** Operations (`/healthz`, the whole path) come before faces; what nobody has goes to the mount with the empty path. */
export const createDispatcher = (map: {
  readonly operations: ReadonlyMap<string, Handler>;
  readonly mounts: readonly Mount[];
}): Handler => {
  const exact = new Map<string, Handler>();
  const anyCase = new Map<string, Handler>();
  for (const mount of map.mounts) (mount.ignoresCase ? anyCase : exact).set(mount.path, mount.handler);
  const find = (path: string): Handler | undefined => {
    const segment = firstSegment(path);
    return map.operations.get(path) ?? exact.get(segment) ?? anyCase.get(segment.toLowerCase()) ?? exact.get('');
  };
  return (request, response) => {
    const handler = find(pathOf(request.url ?? '/'));
    if (handler !== undefined) handler(request, response);
    else response.writeHead(404, { 'content-length': 0 }).end();
  };
};
