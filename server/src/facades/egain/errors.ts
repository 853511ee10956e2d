/** Every error, ours and the domain's, as this API says it (contract egain 7; 3.1 for the legacy form). */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Permission } from '../../domain/access/permission.ts';
import type { DomainError, ErrorKind } from '../../domain/errors.ts';
import { startXml } from '../../http/xml-writer.ts';
import type { Format } from './call.ts';
import { negotiateFormat, sendBytes } from './call.ts';
import type { Code, Parts } from './codes.ts';
import { isCode, statusOf, textOf } from './codes.ts';
import { namespaces } from './wire/namespaces.ts';

/** The names of actions in 403-178 (contract egain 6.3). */
const actions = {
  'case.view': 'View Agent Console',
  'case.edit': 'Edit Case',
  'case.close': 'Close Case',
  'case.create': 'Create Activity',
  'customer.change': 'Change Customer',
  'activity.changeCase': 'Change Case',
  'note.add': 'Add Notes',
  'note.view': 'View Notes',
} as const satisfies Partial<Record<Permission, string>>;

export type ActionPermission = keyof typeof actions;

declare module 'fastify' {
  interface FastifyContextConfig {
    egain?: {
      /** What the call needs: named where the case is not seen. */
      readonly permission?: ActionPermission;
      /** Where the call names its case: an unknown one is 400-194 or 404-100. */
      readonly caseIn?: 'body' | 'path';
      /** Errors of login and logout have one member and no code. */
      readonly legacyErrors?: boolean;
    };
  }
}

type Concern = NonNullable<FastifyRequest['routeOptions']['config']['egain']>;

export interface WireError {
  readonly status: number;
  readonly code: Code | undefined;
  readonly message: string;
}

type Say = (error: DomainError, concern: Concern) => WireError;

const say = <C extends Code>(code: C, ...parts: Parts<C>): WireError => ({
  status: statusOf(code),
  code,
  message: textOf(code, ...parts),
});

/** An error that only the two legacy calls can meet: it has no code. */
const legacy =
  (status: number): Say =>
  ({ message }) => ({ status, code: undefined, message });

const param = (error: DomainError, name: string): string => String(error.params[name]);

const notAllowed = (permission: string | undefined): WireError =>
  say('403-178', (actions as Readonly<Record<string, string>>)[permission ?? ''] ?? 'Edit Case');

const named = (error: DomainError, name: string): string[] => {
  const values = error.params[name];
  return Array.isArray(values) ? values.map(String) : [];
};

const badAttribute: Say = (error) => say('400-152', `customAttributes.${param(error, 'key')}`);
const notOpen: Say = (error) => say('400-253', param(error, 'number'));
const badState: Say = (error) => say('400-901', error.params['ids'] as readonly number[]);
const badBody: Say = () => say('400-152', 'body');

const byCode: Readonly<Record<string, Say>> = {
  'case/unknown': (error, { caseIn }) => say(caseIn === 'path' ? '404-100' : '400-194', [param(error, 'number')]),
  'case/unseen': (_, { permission }) => notAllowed(permission),
  'case/archived': notOpen,
  'case/not-open': notOpen,
  'case/stale': (error) => say('409-100', param(error, 'number')),
  'access/forbidden': (error) => notAllowed(param(error, 'permission')),
  'access/pull': () => say('403-178', 'Pull Activities'),
  'access/transfer': () => say('403-178', 'Transfer Activities'),
  'user/not-in-unit': () => say('403-178', 'Transfer Activities'),
  'user/unknown': (error) => say('400-194', [param(error, 'userId')]),
  'user/disabled': () => say('400-152', 'owner.user.id'),
  'user/unlicensed': () => say('400-152', 'owner.user.id'),
  'related/itself': () => say('400-152', 'relatedCases'),
  'related/too-many': () => say('400-152', 'relatedCases'),
  'related/unknown': (error) => say('400-194', named(error, 'numbers')),
  'related/unseen': () => say('403-178', 'Relate Case'),
  'case/not-a-starter': (error) => notAllowed(param(error, 'permission')),
  'customer/unknown': (error) => say('400-127', param(error, 'customer')),
  'customer/unchanged': (error) => say('400-126', param(error, 'customer')),
  'activity/open': badState,
  'activity/several-cases': badState,
  'activity/completed': badState,
  'activity/other-customer': badState,
  'activity/same-case': () => say('400-152', 'id'),
  'attribute/unknown': badAttribute,
  'attribute/invalid': badAttribute,
  'request/empty': () => say('400-264'),
  'request/encoding': badBody,
  'request/syntax': badBody,
  'request/depth': badBody,
  'request/aborted': badBody,
  'sign-in/wrong': legacy(401),
  'session/too-many': legacy(403),
  'sign-in/locked': legacy(429),
};

const byKind = {
  invalid: (error) => say('400-152', error.field ?? 'body'),
  unauthenticated: () => say('401-101'),
  forbidden: () => notAllowed(undefined),
  'not-found': () => say('404-900'),
  conflict: notOpen,
  stale: (error) => say('409-100', param(error, 'number')),
  locked: notOpen,
  'too-large': () => say('413-900'),
  limited: () => say('503-900'),
  unsupported: () => say('415-900'),
  unavailable: () => say('503-900'),
  internal: () => say('500-100'),
} as const satisfies Record<ErrorKind, Say>;

export const toWireError = (error: DomainError, concern: Concern): WireError => {
  const { code, message } = error;
  if (isCode(code)) return { status: statusOf(code), code, message };
  const known = Object.hasOwn(byCode, code) ? byCode[code] : undefined;
  return (known ?? byKind[error.kind])(error, concern);
};

const writeLegacy = (format: Format, message: string): string =>
  format === 'json'
    ? JSON.stringify({ message })
    : startXml().open('Error', { xmlns: namespaces.platform }).leaf('message', message).end();

const writeError = (format: Format, code: string, developerMessage: string): string =>
  format === 'json'
    ? JSON.stringify({ code, developerMessage })
    : startXml()
        .open('error', { xmlns: namespaces.common })
        .leaf('code', code)
        .leaf('developerMessage', developerMessage)
        .end();

/** Answers in the form that the caller accepts; XML where he accepts none (406-900) or came to no address. */
export const sendError = (request: FastifyRequest, reply: FastifyReply, error: WireError, isLegacy = false): void => {
  const format = negotiateFormat(request) ?? 'xml';
  const { status, code, message } = error;
  const body = isLegacy ? writeLegacy(format, message) : writeError(format, code ?? `${status}-900`, message);
  sendBytes(reply.code(status), format, body);
};

export const answerError = (error: DomainError, request: FastifyRequest, reply: FastifyReply): void => {
  const concern = request.routeOptions?.config?.egain ?? {};
  if (error.retryAfter !== undefined) reply.header('retry-after', String(error.retryAfter));
  sendError(request, reply, toWireError(error, concern), concern.legacyErrors);
};
