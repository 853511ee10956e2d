/** One operation as a route: who calls, what was asked, the work, the answer. */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import type { TSchema } from 'typebox';
import type { Tx } from '../core.ts';
import { DomainError } from '../domain/errors.ts';
import type { KeptAnswer } from '../domain/idempotency/idempotency-store.ts';
import { type KeyedCall, type Once, runOnce } from '../domain/idempotency/run-once.ts';
import type { FaceDeps } from '../http/face.ts';
import { authenticate } from './auth.ts';
import type { Check } from './checks.ts';
import { readIfMatch } from './conditions.ts';
import { problemOf } from './errors.ts';
import type { Answer, AnyWriting, Call, Caller, Operation, RawCall } from './operation.ts';
import { readBody } from './read-body.ts';
import { readQuery } from './read-query.ts';

export const apiPath = '/api/v1';

/** Our own; nothing of another site is loaded by what we send, and nobody guesses types. */
const always = { 'x-content-type-options': 'nosniff' };

const jsonType = 'application/json; charset=utf-8';

/** As it is sent and kept: headers in lower case, the body as text. */
const keep = ({ status, headers = {}, body, type }: Answer): KeptAnswer => ({
  status,
  headers:
    body === undefined
      ? headers
      : { 'cache-control': 'private, no-cache', ...headers, 'content-type': type ?? jsonType },
  body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
});

/**
 * A text goes out in one piece with its head; but as bytes where Fastify would add a charset, which
 * `application/problem+json` has none of.
 */
const payloadOf = ({ headers, body }: KeptAnswer): string | Buffer | undefined => {
  if (body === null) return undefined;
  return headers['content-type'] === jsonType ? body : Buffer.from(body);
};

export const sendKept = (reply: FastifyReply, kept: KeptAnswer, more = {}): FastifyReply =>
  reply
    .code(kept.status)
    .headers({ ...always, ...kept.headers, ...more })
    .send(payloadOf(kept));

export const sendAnswer = (reply: FastifyReply, answer: Answer): FastifyReply => sendKept(reply, keep(answer));

const keyPattern = /^[\x20-\x7e]{1,255}$/;

/** The `Idempotency-Key`, and what its call is. `body`: whatever tells the bodies of two calls apart. */
export const keyedCall = (request: FastifyRequest, body: Buffer | string): KeyedCall | undefined => {
  const key = request.headers['idempotency-key'];
  if (key === undefined || request.method !== 'POST') return undefined;
  if (typeof key !== 'string' || !keyPattern.test(key)) {
    throw new DomainError(
      'invalid',
      'idempotency/invalid-key',
      'An Idempotency-Key has 1 to 255 printable characters.',
    );
  }
  const requestHash = createHash('sha256').update(`${request.method} ${request.raw.url}\n`).update(body).digest();
  return { key, requestHash };
};

/** Does a POST's work once under its key, in the transaction that keeps its answer. */
export const writeOnce = (
  tx: Tx,
  actor: Caller,
  keyed: KeyedCall,
  requestId: string,
  work: () => Promise<Answer>,
): Promise<Once> =>
  runOnce(
    tx,
    actor,
    keyed,
    async () => keep(await work()),
    async (error) => keep(await problemOf(error, { requestId, actor, db: tx })),
  );

export const sendOnce = (reply: FastifyReply, { answer, replayed }: Once): FastifyReply =>
  sendKept(reply, answer, replayed ? { 'idempotent-replayed': 'true' } : {});

interface Route {
  readonly deps: FaceDeps;
  readonly operation: Operation;
  readonly checkQuery: Check | undefined;
  readonly checkBody: Check | undefined;
}

type Asked = Omit<Call, 'actor'>;

const readCall = ({ operation, checkQuery, checkBody }: Route, request: FastifyRequest): Asked => ({
  params: request.params as Record<string, string>,
  query: readQuery(request.raw.url ?? '/', operation.query, checkQuery),
  body: operation.body && checkBody ? readBody(request, operation.body, checkBody) : undefined,
  precondition: readIfMatch(request.headers['if-match'], operation.ifMatch),
  ifNoneMatch: request.headers['if-none-match'],
});

const callerOf = (request: FastifyRequest): Caller => {
  if (request.actor?.user) return request.actor as Caller;
  throw new Error('An operation that is not open ran without a caller.');
};

const runWriting = async (
  { deps }: Route,
  operation: AnyWriting,
  call: Call,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const { actor } = call;
  const keyed = keyedCall(request, (request.body as Buffer | undefined) ?? '');
  const turn = operation.turn?.(call);
  if (keyed === undefined) {
    return sendAnswer(reply, await deps.core.run(actor, (tx) => operation.write(tx, call), turn));
  }
  const once = await deps.core.run(
    actor,
    (tx) => writeOnce(tx, actor, keyed, request.id, () => operation.write(tx, call)),
    turn && { key: turn.key }, // its refusal rolls back to a savepoint, which is not shared
  );
  return sendOnce(reply, once);
};

const run = async (route: Route, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { deps, operation } = route;
  const asked = readCall(route, request);
  if ('handle' in operation) {
    const call: RawCall = { ...asked, actor: request.actor as Caller | null, deps, request, reply };
    const answer = await operation.handle(call);
    return answer === undefined ? reply : sendAnswer(reply, answer);
  }
  const call: Call = { ...asked, actor: callerOf(request) };
  if ('write' in operation) return runWriting(route, operation, call, request, reply);
  return sendAnswer(reply, await deps.core.view(call.actor, (db) => operation.read(db, call)));
};

/** `/cases/{number}` as the router writes it. */
const routePath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

/** Adds the operation's route. A GET also answers HEAD. */
export const addOperation = (
  routes: FastifyInstance,
  deps: FaceDeps,
  operation: Operation,
  checkOf: (schema: TSchema) => Check,
): void => {
  const route: Route = {
    deps,
    operation,
    checkQuery: operation.query && checkOf(operation.query),
    checkBody: operation.body && checkOf(operation.body.schema),
  };
  const options: RouteShorthandOptions = {
    onRequest: async (request) => {
      await authenticate(deps, request, operation.access);
    },
    ...(operation.bodyLimit === undefined ? {} : { bodyLimit: operation.bodyLimit }),
    ...('streams' in operation && operation.streams ? { config: { streamBody: true } } : {}),
  };
  routes.route({
    ...options,
    method: operation.method === 'GET' ? ['GET', 'HEAD'] : operation.method,
    url: `${apiPath}${routePath(operation.path)}`,
    handler: (request, reply) => run(route, request, reply),
  });
};
