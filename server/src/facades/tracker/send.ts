import type { FastifyReply } from 'fastify';
import type { Answer } from './errors.ts';

/** (g): every answer is JSON that nobody stores. */
export const send = (reply: FastifyReply, value: unknown): FastifyReply =>
  reply
    .header('content-type', 'application/json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(value));

export const sendAnswer = (reply: FastifyReply, { status, headers, body }: Answer): FastifyReply =>
  send(reply.code(status).headers(headers ?? {}), body);
