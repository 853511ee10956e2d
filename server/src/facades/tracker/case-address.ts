import type { FastifyRequest } from 'fastify';
import { unknownCase } from '../../domain/access/access.ts';

/** The case number in the path. Fails with `not-found` for what is no positive integer. */
export const caseNumberOf = ({ params }: FastifyRequest): number => {
  const { id } = params as { readonly id: string };
  if (!/^[0-9]{1,15}$/.test(id)) throw unknownCase({});
  return Number(id);
};
