/** One call: from its method's name to its answer. */
import { hasLicence, hasPermission } from '../../../domain/access/access.ts';
import type { DomainError } from '../../../domain/errors.ts';
import { findForbiddenText } from '../../../http/text.ts';
import type { RpcError } from '../errors.ts';
import { forbidden, InvalidParams, methodNotFound, toRpcError } from '../errors.ts';
import type { Context, Method, Params, Program } from '../method.ts';
import { isObject, pointer } from '../wire/read-params.ts';
import type { Call } from './envelope.ts';

/** A call's method by its name, `:1.0` behind it or not. */
export type FindMethod = (name: string) => Method | undefined;

export interface CallContext extends Context {
  readonly findMethod: FindMethod;
  /** The body that the call came in: what has no `\u` in it needs no look for unpaired surrogates. */
  readonly body: Buffer | undefined;
  /** Whatever was thrown, as a domain error, logged where it is a fault of ours. */
  toDomainError(error: unknown): DomainError;
}

export type Outcome =
  | { readonly result: unknown }
  | { readonly error: RpcError }
  | { readonly unavailable: DomainError };

/** `params` as the object they stand for: nothing is none, a list of one object is that object. */
const paramsOf = (params: unknown): Params | undefined => {
  if (params === undefined || params === null) return {};
  const [only] = Array.isArray(params) && params.length === 1 ? params : [params];
  return isObject(only) ? only : undefined;
};

const refuse = ({ user }: Program, method: Method, params: Params): RpcError | undefined => {
  const needs = method.needs(params);
  const missing = needs.find((permission) => !hasPermission(user, permission) || !hasLicence(user));
  return missing === undefined ? undefined : forbidden(missing);
};

const requireText = (params: Params, body: Buffer | undefined): void => {
  const place = findForbiddenText(params, body);
  if (place === undefined) return;
  const message = 'must not hold U+0000 or half of a surrogate pair';
  throw new InvalidParams([{ path: pointer(...place), message }]);
};

/** Never fails. The order of refusals is the contract's (§3): method, permission, parameters, then the end point's own. */
export const runCall = async (context: CallContext, { method: name, params: sent }: Call): Promise<Outcome> => {
  const method = context.findMethod(name);
  if (method === undefined) return { error: methodNotFound };
  const params = paramsOf(sent);
  const refused = refuse(context.program, method, params ?? {});
  if (refused !== undefined) return { error: refused };
  try {
    if (params === undefined) throw new InvalidParams([{ path: '', message: 'must be an object' }]);
    requireText(params, context.body);
    return { result: await method.run(context, params) };
  } catch (thrown) {
    if (thrown instanceof InvalidParams) return { error: toRpcError(thrown) };
    const error = context.toDomainError(thrown);
    return error.kind === 'unavailable' ? { unavailable: error } : { error: toRpcError(error) };
  }
};
