/** `POST /cases/ongoingScreeningUpdates`: ongoing screening finds nothing, so there is never an update (§3.4). */
import type { QueryFields } from '../audit/parse-query.ts';
import { readFilter, renderPage } from '../audit/read-filter.ts';
import { readOptionalMessage } from '../body.ts';
import type { Route } from './route.ts';

const fields: QueryFields<never> = {
  updateDate: { kind: 'date', of: () => null },
  providerType: { kind: 'text', of: () => null },
};

export const listOngoingUpdates: Route = (routes, { messages }) => {
  routes.post('/cases/ongoingScreeningUpdates', async (request) => {
    const message = readOptionalMessage(request, messages.filter);
    return renderPage(message, readFilter(message, fields), [], () => ({}));
  });
};
