import { endSession } from '../../../domain/users/sessions.ts';
import type { Operation } from '../operation.ts';

/** `POST /api/users/logout` (c): ends the session of the token; a static token is not ended. */
export const logOutOperation: Operation = {
  method: 'POST',
  path: '/api/users/logout',
  personal: true,
  answer: async ({ deps, session }) => {
    if (session !== undefined) await endSession(deps.core, session);
    return {};
  },
};
