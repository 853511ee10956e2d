/** `GET /apiInfo` (§4.4): the one operation that a user without a licence may call. */
import type { Version } from '../wire.ts';
import type { Route } from './route.ts';

const versions: Readonly<Record<Version, string>> = { v1: '1.6.0', v2: '2.61.0', v3: '3.0.0' };

export const getApiInfo: Route = (routes, { version, now }) => {
  routes.get('/apiInfo', { config: { withoutLicence: true } }, async (request) => ({
    version: versions[version],
    systemDateTime: new Date(now()).toISOString(),
    documentationLink: `${request.protocol}://${request.raw.headers.host}/docs`,
  }));
};
