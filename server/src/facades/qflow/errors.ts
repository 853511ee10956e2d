/** Every kind of failure as this API answers it (contract qflow (e)). */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, type ErrorKind, type FieldError } from '../../domain/errors.ts';
import type { NotFoundCode } from '../../http/face-instance.ts';

interface Failure {
  readonly status: number;
  readonly body: { readonly Message: string; readonly [member: string]: unknown };
  readonly headers?: Readonly<Record<string, string>>;
}

const message = (text: string) => ({ Message: text });

const invalidRequest = 'The request is invalid.';

/** A body, or a part of the address, that breaks a model; `path` of each error is its key in `ModelState`. */
export const badModel = (errors: readonly FieldError[]): DomainError =>
  new DomainError('invalid', 'request/model', invalidRequest, { errors });

/** The same for one key. */
export const badMember = (key: string, text: string): DomainError =>
  badModel([{ path: key, message: text, code: 'member/invalid' }]);

/** Texts by key, in the order in which the keys came up. A key may be any text. */
const modelState = (errors: readonly FieldError[]): { readonly [key: string]: readonly string[] } => {
  const texts = new Map<string, string[]>();
  for (const { path, message: text } of errors) texts.set(path, [...(texts.get(path) ?? []), text]);
  return Object.fromEntries(texts);
};

const invalid = (error: DomainError, request: FastifyRequest): Failure => {
  const bodyName = request.routeOptions.config.qflow?.bodyName ?? 'request';
  const errors =
    error.code === 'request/model' ? error.errors : [{ path: bodyName, message: error.message, code: error.code }];
  return { status: 400, body: { Message: invalidRequest, ModelState: modelState(errors) } };
};

const unauthenticated = ({ code }: DomainError): Failure => ({
  status: 401,
  headers: { 'www-authenticate': 'Bearer' },
  body: message(
    code === 'sign-in/wrong' ? 'Invalid user name or password.' : 'Authorization has been denied for this request.',
  ),
});

const conflicts: Readonly<Record<string, string>> = {
  'queue/full': 'No ticket number is free in this service.',
  'case/archived': 'The case is archived.',
  'customer/duplicate-personal-id': 'PersonalId is already in use.',
  'ticket/none': 'The case has no ticket.',
  'ticket/same-queue': 'The case is already in this service.',
  'ticket/served-by-another': 'The case is being served by another user.',
};

/** What a verb needs, by the step that was not possible. */
const wrongStates: Readonly<Record<string, string>> = {
  complete: "Cannot complete case. Status must be 'InService'.",
  'no-show': "Cannot mark case as no-show. Status must be 'InService'.",
  return: "Cannot return case. Status must be 'InService'.",
  hold: "Cannot hold case. Status must be 'Waiting' or 'InService'.",
  release: "Cannot release case. Status must be 'WaitWithRules'.",
};

const conflictText = ({ code, params, message: text }: DomainError): string => {
  const step = String(params['step'] ?? '');
  if (code === 'ticket/wrong-state') return wrongStates[step] ?? text;
  // An archived case is shown as closed (DESIGN S13).
  if (step === 'transfer') return 'Cannot transfer case. It is closed.';
  return conflicts[code] ?? text;
};

const conflict = (error: DomainError): Failure => ({ status: 409, body: message(conflictText(error)) });

const later =
  (status: number, text: string) =>
  (error: DomainError): Failure => ({
    status,
    headers: { 'retry-after': String(error.retryAfter ?? 1) },
    body: message(text),
  });

const failures = {
  invalid,
  unauthenticated,
  forbidden: (error) => ({ status: 403, body: message(error.message) }),
  'not-found': () => ({ status: 404, body: { Message: 'Record not found', ErrorCode: 51010 } }),
  conflict,
  stale: conflict,
  locked: conflict,
  'too-large': () => ({ status: 413, body: message('Maximum request length exceeded.') }),
  limited: later(429, 'Too many sign-in attempts.'),
  unsupported: (error) => ({ status: 415, body: message(error.message) }),
  unavailable: later(503, 'The service is unavailable.'),
  internal: () => ({ status: 500, body: message('An error has occurred.') }),
} satisfies Record<ErrorKind, (error: DomainError, request: FastifyRequest) => Failure>;

/** Answers a request that failed; errors are always `application/json`. */
export const answerError = (error: DomainError, request: FastifyRequest, reply: FastifyReply): void => {
  const answer: (error: DomainError, request: FastifyRequest) => Failure = failures[error.kind];
  const { status, headers, body } = answer(error, request);
  reply
    .code(status)
    .headers(headers ?? {})
    .send(body);
};

/** Answers an address that is not there, not for this method, or broken; before any sign-in. */
export const answerNotFound = (
  request: FastifyRequest,
  reply: FastifyReply,
  allowed: readonly string[],
  code: NotFoundCode,
): void => {
  if (code === 'request/malformed-url') {
    reply.code(400).send(message(invalidRequest));
  } else if (allowed.length > 0) {
    const text = `The requested resource does not support http method '${request.method}'.`;
    reply.code(405).header('allow', allowed.join(', ')).send(message(text));
  } else {
    const url = request.raw.url ?? '/';
    const uri = url.startsWith('/') ? `${request.protocol}://${request.raw.headers.host ?? ''}${url}` : url;
    reply.code(404).send(message(`No HTTP resource was found that matches the request URI '${uri}'.`));
  }
};
