/** Every way to fail, as JSON-RPC says it (contract goss §7). What an end point itself calls a failure is a `result`. */
import type { DomainError, ErrorKind } from '../../domain/errors.ts';

export interface RpcError {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

export const parseError: RpcError = { code: -32700, message: 'Parse error' };
export const invalidRequest: RpcError = { code: -32600, message: 'Invalid Request' };
export const methodNotFound: RpcError = { code: -32601, message: 'Method not found' };
export const internalError: RpcError = { code: -32603, message: 'Internal error' };
const unauthorised: RpcError = { code: -32001, message: 'Unauthorised' };
const tooLarge: RpcError = { code: -32600, message: 'Request too large' };

export const forbidden = (permission: unknown): RpcError => ({
  code: -32003,
  message: 'Forbidden',
  data: { permission },
});

/** What is wrong with one parameter: a JSON Pointer into `params`, and words for people. */
export interface ParamFault {
  readonly path: string;
  readonly message: string;
}

const invalidParams = (errors: readonly ParamFault[]): RpcError => ({
  code: -32602,
  message: 'Invalid params',
  data: { errors },
});

/** The parameters of a call are not what its end point takes; names at least one fault. */
export class InvalidParams extends Error {
  override readonly name = 'InvalidParams';
  readonly faults: readonly ParamFault[];

  constructor(faults: readonly ParamFault[]) {
    super('The parameters are not valid.');
    this.faults = faults;
  }
}

/** A value that only the domain refuses: the end points judge all they are sent, so this is for what they do not know. */
const refusedByDomain = (error: DomainError): RpcError => {
  const faults = error.errors.map(({ path, message }) => ({ path: path && `/${path.replaceAll('.', '/')}`, message }));
  return invalidParams(faults.length > 0 ? faults : [{ path: '', message: error.message }]);
};

interface Answer {
  /** Of the whole HTTP answer, where the failure is not one call's alone. */
  readonly status: number;
  error(error: DomainError): RpcError;
}

const unforeseen: Answer = { status: 200, error: () => internalError };

export const answers = {
  invalid: { status: 200, error: refusedByDomain },
  unauthenticated: { status: 401, error: () => unauthorised },
  forbidden: { status: 200, error: ({ params }) => forbidden(params['permission']) },
  'not-found': { status: 404, error: () => methodNotFound },
  conflict: unforeseen,
  stale: unforeseen,
  locked: unforeseen,
  'too-large': { status: 413, error: () => tooLarge },
  limited: unforeseen,
  unsupported: unforeseen,
  unavailable: { status: 503, error: () => internalError },
  internal: unforeseen,
} as const satisfies Record<ErrorKind, Answer>;

/**
 * The error object of one call that failed so. What an end point should have made a result of, or cannot happen within a
 * call, is unforeseen.
 */
export const toRpcError = (error: DomainError | InvalidParams): RpcError => {
  if (error instanceof InvalidParams) return invalidParams(error.faults);
  const { status, error: toError } = answers[error.kind];
  return status === 200 ? toError(error) : internalError;
};
