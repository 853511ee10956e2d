import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../../../domain/errors.ts';
import { checkPassword } from '../../../domain/users/check-password.ts';
import { beginSession } from '../../../domain/users/sessions.ts';
import type { FaceDeps } from '../../../http/face.ts';
import { sessionHeader, sessionLifetimeMs, sessionLimit } from '../auth.ts';
import { readBody } from '../body/read-body.ts';
import { requireAcceptable, sendNothing } from '../call.ts';
import { refuse } from '../codes.ts';
import { readQuery } from '../query.ts';
import { loginShape } from '../schemas.ts';

/** `yes` and `no` in any letter case; `no` is as if absent. */
const readForce = (request: FastifyRequest): boolean => {
  const value = readQuery(request, ['forceLogin']).get('forceLogin')?.toLowerCase();
  if (value === undefined || value === 'no') return false;
  if (value !== 'yes') throw refuse('400-102', 'forceLogin', 'yes, no');
  return true;
};

const readNamePassword = (request: FastifyRequest): { readonly name: string; readonly password: string } => {
  const { value, invalid } = readBody(request, 'login', loginShape);
  const [wrong] = invalid;
  if (wrong !== undefined) throw refuse('400-152', wrong.join('.'));
  const name = value.userName ?? value.username;
  if (!name) throw refuse('400-146', ['userName']);
  if (!value.password) throw refuse('400-146', ['password']);
  return { name, password: value.password };
};

const wrong = (): DomainError =>
  new DomainError('unauthenticated', 'sign-in/wrong', 'The user name or password is incorrect.');

/** Login (contract egain 3.1): begins a session, at most five a user. */
export const addLogin = (routes: FastifyInstance, deps: FaceDeps): void => {
  routes.route({
    method: 'POST',
    url: '/authentication/user/login',
    config: { egain: { legacyErrors: true } },
    onRequest: async (request) => {
      requireAcceptable(request);
      readForce(request);
    },
    handler: async (request, reply) => {
      const { name, password } = readNamePassword(request);
      const { host, 'x-docket-tenant': named } = request.raw.headers;
      const tenant = deps.directory.tenantOfSignIn(host, typeof named === 'string' ? named : undefined);
      if (tenant === undefined) throw wrong();
      const found = tenant.users.byKey.get(name);
      const user = await checkPassword(deps.core, tenant, 'egain', found, name, password, deps.now());
      const token = randomUUID();
      await beginSession(deps.core, tenant, user, {
        face: 'egain',
        token,
        lifetimeMs: sessionLifetimeMs(tenant),
        slides: true,
        limit: sessionLimit,
        force: readForce(request),
      });
      request.actor = { tenant, user, face: 'egain' };
      reply.header(sessionHeader, token);
      return sendNothing(request, reply);
    },
  });
};
