import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../../../domain/errors.ts';
import type { Tenant, User } from '../../../domain/tenants/tenant.ts';
import { checkPassword } from '../../../domain/users/check-password.ts';
import { beginSession, refreshSession, type SessionOptions } from '../../../domain/users/sessions.ts';
import { BodyError } from '../../../http/body-error.ts';
import type { FaceDeps } from '../../../http/face.ts';
import { asActor } from '../auth.ts';
import { readFormBody } from '../body.ts';
import { type Answer, signInError } from '../errors.ts';
import { sendAnswer } from '../send.ts';

const hourMs = 3_600_000;

type Field = (name: string) => string | undefined;

const readFields = (request: FastifyRequest): Field => {
  try {
    const pairs = readFormBody(request);
    return (name) => pairs.find(([found]) => found === name)?.[1];
  } catch (error) {
    if (error instanceof BodyError) return () => undefined;
    throw error;
  }
};

const missing = (member: string): Answer => signInError('invalid_request', `The ${member} field is required.`);
const wrongPassword = signInError('invalid_grant', 'The user name or password is incorrect.');
const wrongRefresh = signInError('invalid_grant', 'The refresh token is unknown or was used already.');

/** The e-mail address in any letter case, or the login. */
const findUser = (tenant: Tenant, name: string): User | undefined => {
  const email = name.toLowerCase();
  return tenant.users.byKey.get(name) ?? tenant.users.all.find((user) => user.email?.toLowerCase() === email);
};

/** A fresh pair of tokens, for a session of that tenant. */
const newTokens = ({ sessions }: Tenant, request: FastifyRequest) => {
  const token = randomBytes(32).toString('base64url');
  const refreshToken = randomBytes(32).toString('base64url');
  const lifetimeMs = sessions.tokenHours * hourMs;
  const endOthers = request.raw.headers['kick-out-user']?.toString().toLowerCase() === 'true';
  const options: SessionOptions = { face: 'tracker', token, refreshToken, lifetimeMs, endOthers };
  const body = {
    access_token: token,
    token_type: 'bearer',
    expires_in: Math.floor(lifetimeMs / 1000),
    refresh_token: refreshToken,
  };
  return { options, answer: { status: 200, body } satisfies Answer };
};

const signInByPassword = async (deps: FaceDeps, request: FastifyRequest, field: Field): Promise<Answer> => {
  const username = field('username');
  const password = field('password');
  if (username === undefined) return missing('username');
  if (password === undefined) return missing('password');
  const { host, 'x-docket-tenant': header } = request.raw.headers;
  const tenant = deps.directory.tenantOfSignIn(host, header?.toString());
  if (tenant === undefined) return wrongPassword;
  const found = findUser(tenant, username);
  const user = await checkPassword(deps.core, tenant, 'tracker', found, username, password, deps.now());
  asActor(request, tenant, user);
  const { options, answer } = newTokens(tenant, request);
  await beginSession(deps.core, tenant, user, options);
  return answer;
};

const signInByRefresh = async (deps: FaceDeps, request: FastifyRequest, field: Field): Promise<Answer> => {
  const refreshToken = field('refresh_token');
  if (refreshToken === undefined) return missing('refresh_token');
  let answer: Answer = wrongRefresh;
  await refreshSession(deps.core, deps.directory, 'tracker', refreshToken, deps.now(), (tenant) => {
    const tokens = newTokens(tenant, request);
    answer = tokens.answer;
    return tokens.options;
  });
  return answer;
};

const refusal = (error: unknown): Answer => {
  if (!(error instanceof DomainError)) throw error;
  if (error.code === 'sign-in/locked') return signInError('invalid_grant', 'The user is locked. Try again later.');
  if (error.code === 'sign-in/wrong') return wrongPassword;
  if (error.code === 'session/gone') return wrongRefresh;
  throw error;
};

const answerTo = (deps: FaceDeps, request: FastifyRequest): Promise<Answer> | Answer => {
  const field = readFields(request);
  const grantType = field('grant_type');
  if (grantType === 'password') return signInByPassword(deps, request, field);
  if (grantType === 'refresh_token') return signInByRefresh(deps, request, field);
  return signInError('unsupported_grant_type', 'The grant_type must be password or refresh_token.');
};

/** `POST /token` (c). */
export const addToken = (routes: FastifyInstance, deps: FaceDeps): void => {
  routes.post('/token', async (request, reply) => {
    const answer = await Promise.resolve(answerTo(deps, request)).catch(refusal);
    return sendAnswer(reply, answer);
  });
};
