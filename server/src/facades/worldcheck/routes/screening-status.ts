/** `POST /cases/screeningStatus` (§4.8). */
import { unknownCase } from '../../../domain/access/access.ts';
import type { Case } from '../../../domain/cases/case.ts';
import { findCasesByUid } from '../../../domain/cases/find-case.ts';
import { parseInstant } from '../audit/operators.ts';
import { actorOf } from '../auth.ts';
import { readMessage } from '../body.ts';
import { badField, badProviderType } from '../errors.ts';
import { facetOf, type ProviderType, providerTypes } from '../facet.ts';
import { fromWireId } from '../ids.ts';
import { readTypesAmong } from '../read-new-case.ts';
import { requireText } from '../text.ts';
import type { Route } from './route.ts';

const maxRequests = 50;

/** Types whose results are counted; of the others it is only said whether there is something to review. */
const counted: ReadonlySet<ProviderType> = new Set(['WATCHLIST', 'CLIENT_WATCHLIST']);

interface Asked {
  readonly caseSystemId: string;
  readonly from: string | null;
}

type Requests = readonly { readonly caseSystemId?: string | null; readonly dateFrom?: string | null }[];

const readRequests = (sent: Requests | null | undefined): Asked[] => {
  if (!sent?.length || sent.length > maxRequests) {
    throw badField('screeningStatusRequests', `screeningStatusRequests holds 1 to ${maxRequests} requests.`);
  }
  return sent.map(({ caseSystemId, dateFrom }) => {
    if (!caseSystemId) throw badField('caseSystemId', 'caseSystemId is missing.');
    if (dateFrom === undefined || dateFrom === null) return { caseSystemId, from: null };
    const at = parseInstant(requireText('dateFrom', dateFrom, 255));
    if (at === undefined) throw badField('dateFrom', 'dateFrom is not a date.');
    return { caseSystemId, from: new Date(at).toISOString() };
  });
};

const readTypes = (sent: readonly string[] | null | undefined): readonly ProviderType[] | undefined => {
  if (sent === undefined || sent === null) return undefined;
  if (sent.length === 0) throw badProviderType('providerTypes names none.');
  return readTypesAmong(sent, providerTypes);
};

const renderStatus = (found: Case, { caseSystemId, from }: Asked, wanted: readonly ProviderType[] | undefined) => {
  const { providerTypes: types, lastScreenedDate } = facetOf(found);
  const status = lastScreenedDate === null ? 'NOT_SCREENED' : 'SCREENED';
  const summaries = types
    .filter((type) => wanted === undefined || wanted.includes(type))
    .map((type) => {
      const numbers = counted.has(type)
        ? { totalMatches: 0, reviewRequired: 0, unresolved: 0 }
        : { isReviewRequired: false };
      return [type, wanted === undefined ? numbers : { status, ...numbers }] as const;
    });
  return {
    caseSystemId,
    screeningStatus: status,
    requestFromScreenedDate: from,
    ...(lastScreenedDate === null ? {} : { lastScreenedDate }),
    providerSummaries: Object.fromEntries(summaries),
  };
};

export const getScreeningStatus: Route = (routes, { core, messages }) => {
  routes.post('/cases/screeningStatus', async (request) => {
    const actor = actorOf(request);
    const message = readMessage(request, messages.screeningStatus);
    const asked = readRequests(message.screeningStatusRequests);
    const types = readTypes(message.providerTypes);
    const uids = asked.map(({ caseSystemId }) => fromWireId(caseSystemId) ?? '');
    const found = await core.view(actor, (db) => findCasesByUid(db, actor, uids));
    return asked.map((one, index) => {
      const known = found.get(uids[index] ?? '');
      if (known === undefined) throw unknownCase({ caseSystemId: one.caseSystemId });
      return renderStatus(known, one, types);
    });
  });
};
