/** Reference data: countries, nationalities (the same map), providers (§4.4). */
import { countries } from '../countries.ts';
import type { Route } from './route.ts';

export const listReference: Route = (routes, { version }) => {
  // v3 has both spellings (§4.9).
  for (const base of version === 'v3' ? ['/reference', '/references'] : ['/reference']) {
    routes.get(`${base}/countries`, async () => countries);
    routes.get(`${base}/nationalities`, async () => countries);
    routes.get(`${base}/providers`, async () => []);
  }
};
