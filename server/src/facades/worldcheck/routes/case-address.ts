/** How an address names a case (contract worldcheck §1, §5). */
import type { FastifyRequest } from 'fastify';
import { unknownCase } from '../../../domain/access/access.ts';
import { fromWireId } from '../ids.ts';

/** Words that stand in the place of an id: operations of their own, and those that are not there yet. */
const words = [
  'bulk',
  'screeningRequest',
  'saveAndScreen',
  'screeningStatus',
  'ongoingScreeningUpdates',
  'search',
  'summaries',
];

/**
 * `/cases/{caseSystemId}`: any text is an id (404 `CASE_NOT_FOUND`) but those words, or `POST /cases/search` would be an
 * address that is there for other methods.
 */
export const caseAddress = `/cases/:caseSystemId(^(?!(?:${words.join('|')})(?![^]))[^]+)`;

export interface CaseParams {
  readonly Params: { readonly caseSystemId: string };
}

/** The uid of the case. Fails with `not-found` for a text that is no id. */
export const uidInAddress = ({ params }: FastifyRequest<CaseParams>): string => {
  const { caseSystemId } = params;
  const uid = fromWireId(caseSystemId);
  if (uid === undefined) throw unknownCase({ caseSystemId });
  return uid;
};
