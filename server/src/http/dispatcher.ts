/** Which face a request of the main port is for: the first segment of its path says so. */
import type { Handler } from './listener.ts';

export interface Mount {
  /** `/worldcheck`; empty: whatever no other has. */
  readonly path: string;
  readonly ignoresCase: boolean;
  readonly handler: Handler;
}

/** The path's first segment with its slash, undecoded: `/api` of `/api/v1?x=1`, `/` of `/`. */
export const firstSegment = (url: string): string => {
  // A request through a proxy may carry the whole address (`GET http://host/path`); routers pass over its start too.
  const path = url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/?#]*/i, '');
  const end = path.slice(1).search(/[/?#]/);
  return end < 0 ? path : path.slice(0, end + 1);
};

/** Operations (`/healthz`) come before faces; what nobody has goes to the mount with the empty path. */
export const createDispatcher = (map: {
  readonly operations: ReadonlyMap<string, Handler>;
  readonly mounts: readonly Mount[];
}): Handler => {
  const exact = new Map(map.operations);
  const anyCase = new Map<string, Handler>();
  for (const mount of map.mounts) (mount.ignoresCase ? anyCase : exact).set(mount.path, mount.handler);
  const rest = exact.get('');
  return (request, response) => {
    const segment = firstSegment(request.url ?? '/');
    const handler = exact.get(segment) ?? anyCase.get(segment.toLowerCase()) ?? rest;
    if (handler !== undefined) handler(request, response);
    else response.writeHead(404, { 'content-length': 0 }).end();
  };
};
