import type { FastifyReply } from 'fastify';
import { sendEmpty } from '../errors.ts';

/** An answer without a body. */
export const answerEmpty = (reply: FastifyReply, status: number): FastifyReply => {
  sendEmpty(reply, status);
  return reply;
};
