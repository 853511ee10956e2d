/**
 * The one class of error that the domain throws, and its closed list of kinds (DESIGN §4).
 * No HTTP in it: each face maps every kind to its own wire form with `satisfies Record<ErrorKind, …>`.
 */
export const errorKinds = [
  'invalid',
  'unauthenticated',
  'forbidden',
  'not-found',
  'conflict',
  'stale',
  'locked',
  'too-large',
  'limited',
  'unsupported',
  'unavailable',
  'internal',
] as const;

export type ErrorKind = (typeof errorKinds)[number];

/** What is wrong with one member of a request; `path` is dotted (`contact.email`), `''` for the whole. */
export interface FieldError {
  path: string;
  message: string;
  code: string;
}

export interface DomainErrorDetail {
  /** The member that is wrong, in the domain's own words. */
  field?: string;
  /** Values that a face may want to put into its own sentence. */
  params?: Readonly<Record<string, unknown>>;
  /** All that is wrong, where more than one thing is. */
  errors?: readonly FieldError[];
  /** Seconds after which the same request may succeed (`limited`, `unavailable`). */
  retryAfter?: number;
  cause?: unknown;
}

/** An expected refusal. `code` is stable, lower case, `noun/what` (`case/duplicate-reference`); `message` is for people. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly kind: ErrorKind;
  readonly code: string;
  readonly field: string | undefined;
  readonly params: Readonly<Record<string, unknown>>;
  readonly errors: readonly FieldError[];
  readonly retryAfter: number | undefined;

  constructor(kind: ErrorKind, code: string, message: string, detail: DomainErrorDetail = {}) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.kind = kind;
    this.code = code;
    this.field = detail.field;
    this.params = detail.params ?? {};
    this.errors = detail.errors ?? [];
    this.retryAfter = detail.retryAfter;
  }
}

/** A value that the domain refuses; `field` names it in the domain's words. */
export const invalid = (field: string, code: string, message: string, params?: Record<string, unknown>): DomainError =>
  new DomainError('invalid', code, message, {
    field,
    errors: [{ path: field, message, code }],
    ...(params ? { params } : {}),
  });

/** The caller lacks `permission` where it would be needed (DESIGN S2). */
export const forbidden = (permission: string, params: Record<string, unknown> = {}): DomainError =>
  new DomainError('forbidden', 'access/forbidden', `The user lacks the permission '${permission}'.`, {
    params: { permission, ...params },
  });

/** `what` does not exist in the tenant. A case that exists but is not seen has the code `case/unseen` (DESIGN S6). */
export const notFound = (what: string, params: Record<string, unknown> = {}): DomainError =>
  new DomainError('not-found', `${what}/unknown`, `There is no such ${what}.`, { params });

/** Something that cannot happen did; the log has the rest. */
export const internal = (message: string, cause?: unknown): DomainError =>
  new DomainError('internal', 'internal', message, { cause });
