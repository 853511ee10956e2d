/** JSON-RPC 2.0 requests as they come (contract goss §3). */
import { BodyError } from '../../../http/body-error.ts';
import { parseJson } from '../../../http/json.ts';
import type { RpcError } from '../errors.ts';
import { invalidRequest, parseError } from '../errors.ts';
import { isObject } from '../wire/read-params.ts';

export type RpcId = string | number | null;

/** A well-formed request; without an id it is a notification. `params` is not judged yet. */
export interface Call {
  readonly id: RpcId | undefined;
  readonly method: string;
  readonly params: unknown;
}

/** A call, or what is no request, with the id for its error. */
export type Entry = { readonly call: Call } | { readonly refusedId: RpcId };

/** What a body holds: one request, a batch, or an error that stands for all of it. */
export type Message = { readonly single: Entry } | { readonly batch: readonly Entry[] } | { readonly error: RpcError };

const maxDepth = 64;
const maxBatch = 100;

/** A number too large for a double cannot be echoed. */
const isId = (id: unknown): id is RpcId =>
  id === null || typeof id === 'string' || (typeof id === 'number' && Number.isFinite(id));

const readEntry = (value: unknown): Entry => {
  if (!isObject(value)) return { refusedId: null };
  const { id, jsonrpc, method, params } = value;
  if (id !== undefined && !isId(id)) return { refusedId: null };
  if ((jsonrpc !== undefined && jsonrpc !== '2.0') || typeof method !== 'string') return { refusedId: id ?? null };
  return { call: { id, method, params } };
};

/** Reads a body, whatever its Content-Type: UTF-8, with or without a byte order mark. */
export const readMessage = (body: Buffer | undefined): Message => {
  let value: unknown;
  try {
    value = parseJson(body, { maxDepth });
  } catch (error) {
    if (!(error instanceof BodyError)) throw error;
    return { error: error.reason === 'depth' ? invalidRequest : parseError };
  }
  if (!Array.isArray(value)) return { single: readEntry(value) };
  if (value.length === 0 || value.length > maxBatch) return { error: invalidRequest };
  return { batch: value.map(readEntry) };
};
