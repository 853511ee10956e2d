/** Which methods an address knows: what tells an unknown address (404) from one that is there for other methods (405). */
import type { FastifyInstance } from 'fastify';
import type { HTTPMethod } from 'find-my-way';
import createRouter from 'find-my-way';

export interface RouterRules {
  readonly caseSensitive: boolean;
  readonly ignoreTrailingSlash: boolean;
  readonly maxParamLength: number;
}

/** Whether the parameters of a path say something: `/cases/` is not the address of a case without a name, but none. */
export const hasAllParameters = (params: unknown): boolean => !Object.values(params ?? {}).includes('');

/**
 * Watches the routes of `instance` (call it before they are added) and answers the methods of a path as sent, query or
 * not, in alphabetical order; none: no such address. It routes as the instance does, by a second router of the same kind
 * with the same rules, as Fastify does not lend its own.
 */
export const collectMethods = (instance: FastifyInstance, rules: RouterRules): ((path: string) => string[]) => {
  const router = createRouter({ ...rules });
  const methods = new Set<HTTPMethod>();
  instance.addHook('onRoute', (route) => {
    for (const method of [route.method].flat() as HTTPMethod[]) {
      methods.add(method);
      if (!router.hasRoute(method, route.url)) router.on(method, route.url, () => {});
    }
  });
  const isKnown = (method: HTTPMethod, path: string): boolean => {
    const found = router.find(method, path);
    return found !== null && hasAllParameters(found.params);
  };
  return (path) => [...methods].filter((method) => isKnown(method, path)).sort();
};
