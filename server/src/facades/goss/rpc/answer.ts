/** JSON-RPC 2.0 answers, and how one is sent. */
import type { FastifyReply } from 'fastify';
import type { RpcError } from '../errors.ts';
import type { RpcId } from './envelope.ts';

export type RpcAnswer =
  | { readonly jsonrpc: '2.0'; readonly id: RpcId; readonly result: unknown }
  | { readonly jsonrpc: '2.0'; readonly id: RpcId; readonly error: RpcError };

export const succeed = (id: RpcId, result: unknown): RpcAnswer => ({ jsonrpc: '2.0', id, result });

export const fail = (id: RpcId, error: RpcError): RpcAnswer => ({ jsonrpc: '2.0', id, error });

/** Sends answers; undefined (there were only notifications): 204 and no body. */
export const sendAnswer = (reply: FastifyReply, answer: RpcAnswer | readonly RpcAnswer[] | undefined): void => {
  reply.header('cache-control', 'no-store');
  if (answer === undefined) {
    reply.code(204).send();
    return;
  }
  reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(answer));
};
