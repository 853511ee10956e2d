/** Signing in by name and password, and out (contract api, "Signing in"). */
import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { DomainError } from '../../domain/errors.ts';
import { checkPassword } from '../../domain/users/check-password.ts';
import { beginSession, endSession } from '../../domain/users/sessions.ts';
import { sessionCookie, sessionMs } from '../auth.ts';
import { handling, type Operation } from '../operation.ts';
import { Me } from '../schemas/me.ts';
import { closed } from '../schemas/values.ts';
import { showMe } from '../wire/show-me.ts';

const SignIn = closed('SignIn', {
  login: Type.String({ maxLength: 200 }),
  password: Type.String({ maxLength: 1024 }),
});

/** TLS of ours, or of a proxy in front that says so. A browser keeps a Secure cookie from plain HTTP. */
const isSecure = ({ raw, headers }: FastifyRequest): boolean =>
  'encrypted' in raw.socket || String(headers['x-forwarded-proto']).split(',')[0]?.trim().toLowerCase() === 'https';

const cookie = (request: FastifyRequest, value: string, more = ''): string =>
  `${sessionCookie}=${value}; Path=/; HttpOnly; SameSite=Lax${isSecure(request) ? '; Secure' : ''}${more}`;

const newSecret = (): string => randomBytes(32).toString('base64url');

const headerText = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.[0];

const noTenant = (): DomainError =>
  new DomainError('unauthenticated', 'sign-in/wrong', 'The user name or password is incorrect.');

const signInRoute = handling({
  id: 'signIn',
  method: 'POST',
  path: '/session',
  tag: 'Signing in',
  summary: 'Sign in by name and password',
  description:
    'The tenant is that of the host name, else the one that `X-Docket-Tenant` names. The session ends 12 hours after ' +
    'its last call. After ten wrong passwords in a row every sign-in is refused for a minute.',
  access: 'open',
  body: { schema: SignIn },
  answers: {
    200: {
      description: 'Who is signed in.',
      schema: Me,
      headers: { 'Set-Cookie': `The session, \`${sessionCookie}\`.`, 'X-Docket-CSRF': 'As `csrf` in the body.' },
    },
  },
  problems: ['sign-in/locked', 'sign-in/wrong'],
  handle: async ({ deps, request, body }) => {
    const { login, password } = body;
    const tenant = deps.directory.tenantOfSignIn(request.headers.host, headerText(request.headers['x-docket-tenant']));
    if (tenant === undefined) throw noTenant();
    const found = tenant.users.byKey.get(login);
    const user = await checkPassword(deps.core, tenant, 'api', found, login, password, deps.now());
    const [token, csrf] = [newSecret(), newSecret()];
    await beginSession(deps.core, tenant, user, {
      face: 'api',
      token,
      csrf,
      lifetimeMs: sessionMs(tenant),
      slides: true,
    });
    request.actor = { tenant, user, face: 'api' };
    return {
      status: 200,
      headers: { 'set-cookie': cookie(request, token), 'x-docket-csrf': csrf, 'cache-control': 'no-store' },
      body: showMe(tenant, user, csrf),
    };
  },
});

const signOutRoute = handling({
  id: 'signOut',
  method: 'DELETE',
  path: '/session',
  tag: 'Signing in',
  summary: 'Sign out',
  access: 'signed-in',
  answers: { 204: { description: 'The session has ended.' } },
  problems: ['session/none'],
  handle: async ({ deps, request }) => {
    const session = request.apiSession;
    if (session === null) throw new DomainError('not-found', 'session/none', 'A token has no session to end.');
    await endSession(deps.core, session);
    return { status: 204, headers: { 'set-cookie': cookie(request, '', '; Max-Age=0') } };
  },
});

export const sessionRoutes: readonly Operation[] = [signInRoute, signOutRoute];
