import type { FastifyRequest } from 'fastify';
import { integerInPath } from '../../http/integer-in-path.ts';

/** `/api/cases/{id}`. What is no number there is no address, as long as it is not one of its own. */
export const caseAddress = `/api/cases/${integerInPath('id')}`;

/** The case number in the path; one that no case can have is as good as unknown. */
export const caseNumberOf = ({ params }: FastifyRequest): number => Number((params as { readonly id: string }).id);
