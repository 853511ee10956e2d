/** Every kind of failure → status, headers and body (contract tracker (e)). Never 500, never 429, always JSON. */
import type { DomainError, ErrorKind } from '../../domain/errors.ts';
import type { Person } from '../../domain/persons/person.ts';
import { texts } from './problems.ts';
import { labelOf } from './wire-people.ts';

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object;
}

type ModelState = { readonly [member: string]: readonly string[] };

/** The domain's words for what this face calls otherwise: for what its own readers leave to the domain to judge. */
const members: Readonly<Record<string, string>> = {
  reference: 'caseNumber',
  owner: 'caseOfficerIds',
  assignees: 'caseOfficerIds',
  assigneeGroups: 'caseOfficerGroupIds',
  offenseType: 'offenseTypeId',
  subject: 'offenseDescription',
  description: 'offenseDescription',
  reviewAt: 'reviewDate',
  reviewNotes: 'reviewDateNotes',
  unit: 'officeId',
  customer: 'personId',
  links: 'taskAttachments',
  listGroups: 'listPermissionGroupIds',
  createGroups: 'createPermissionGroupIds',
  updateGroups: 'updatePermissionGroupIds',
  followUps: 'settings',
  reviewers: 'officeAutoDispositionReviewers',
};

const refuse = (modelState: ModelState): Answer => ({
  status: 400,
  body: { message: 'The request is invalid.', modelState },
});

/** This face's own sentence for what only the store knows to be missing. */
const sentences: Readonly<Record<string, (params: DomainError['params']) => string>> = {
  'case/unknown': ({ number }) => texts.noCase(String(number)),
  'customer/unknown': ({ customerId }) => texts.noPerson(String(customerId)),
};

const invalid = (error: DomainError): Answer => {
  const found = new Map<string, string[]>();
  for (const { path, message, code } of error.errors) {
    const member = members[path] ?? (path || 'body');
    found.set(member, [...(found.get(member) ?? []), sentences[code]?.(error.params) ?? message]);
  }
  return refuse(found.size === 0 ? { body: [error.message] } : Object.fromEntries(found));
};

const conflict = (error: DomainError): Answer => {
  const { params } = error;
  if (error.code === 'disposition/incomplete') {
    const names = Array.isArray(params['missing']) ? params['missing'] : [];
    const text = (name: unknown): string => `Auto Disposition Settings are not found for ${name}`;
    return { status: 400, body: { autoDispoErrors: names.map(text) } };
  }
  if (error.code === 'customer/alike') {
    const persons = params['duplicates'] as readonly Person[];
    const { status, body } = refuse({ person: [error.message] });
    return {
      status,
      body: { ...body, duplicates: persons.map((person) => ({ id: person.id, text: labelOf(person) })) },
    };
  }
  if (error.code === 'case/duplicate-reference') {
    return refuse({ caseNumber: [`Case number '${params['reference']}' is already in use.`] });
  }
  return refuse(error.code === 'case/archived' ? { active: ['The case is archived.'] } : { body: [error.message] });
};

const unavailable = ({ retryAfter }: DomainError): Answer => ({
  status: 503,
  headers: { 'retry-after': String(retryAfter ?? 1) },
  body: { message: 'The service is unavailable.' },
});

export const notFound: Answer = { status: 404, body: { message: 'The requested resource was not found.' } };

export const wrongMethod = (method: string, allowed: readonly string[]): Answer => ({
  status: 405,
  headers: { allow: allowed.join(', ') },
  body: { message: `The requested resource does not support http method '${method}'.` },
});

const answers = {
  invalid,
  unauthenticated: () => ({
    status: 401,
    headers: { 'www-authenticate': 'Bearer' },
    body: { message: 'Authorization has been denied for this request.' },
  }),
  forbidden: ({ code, message }) => ({
    status: 403,
    body: { message: code === 'access/no-licence' ? message : `Forbidden: ${message}` },
  }),
  'not-found': () => notFound,
  conflict,
  // No call of this face carries a precondition or locks anything.
  stale: ({ message }) => refuse({ body: [message] }),
  locked: ({ message }) => refuse({ body: [message] }),
  'too-large': () => ({ status: 413, body: { message: 'The request entity is too large.' } }),
  limited: unavailable,
  unsupported: ({ params }) => ({
    status: 415,
    body: { message: `The request entity's media type '${params['mediaType']}' is not supported for this resource.` },
  }),
  unavailable,
  internal: unavailable,
} satisfies Record<ErrorKind, (error: DomainError) => Answer>;

export const answerOf = (error: DomainError): Answer => {
  if (error.code.startsWith('request/') && error.kind === 'invalid' && error.errors.length === 0) {
    return refuse({ body: ['The body could not be read.', error.message] });
  }
  return answers[error.kind](error);
};

/** Sign-in has a form of its own (RFC 6749, section 5.2). */
export const signInError = (error: string, description: string): Answer => ({
  status: 400,
  body: { error, error_description: description },
});
