/** Domain → wire: cases and users (contract worldcheck §4.1, §4.9, §6). */
import type { Case } from '../../domain/cases/case.ts';
import type { Tenant, User } from '../../domain/tenants/tenant.ts';
import { displayName } from '../../domain/users/user-name.ts';
import { facetOf } from './facet.ts';
import { toWireId } from './ids.ts';
import type { StoredField } from './read-fields.ts';

export type Version = 'v1' | 'v2' | 'v3';

const statusOf = ({ removed, disabled }: User): string => (removed ? 'DELETED' : disabled ? 'INACTIVE' : 'ACTIVE');

export const renderUser = (user: User, version: Version) => {
  const userId = toWireId(user.uid);
  return {
    ...(version === 'v1' ? { id: userId } : {}),
    userId,
    firstName: user.firstName,
    lastName: user.lastName,
    fullName: displayName(user),
    email: user.email,
    status: statusOf(user),
  };
};

/** Null where nobody is meant: the system, no assignee. */
export const renderUserOf = (tenant: Tenant, userId: number | null, version: Version) => {
  const user = userId === null ? undefined : tenant.users.byId.get(userId);
  return user === undefined ? null : renderUser(user, version);
};

/** The attributes that the template shows and the case has, in the order of the template. */
export const renderCustomFields = (found: Case, tenant: Tenant): StoredField[] =>
  tenant.screening.customFields.flatMap(({ typeId, attribute: key }): StoredField[] => {
    const attribute = tenant.attributes.get(key);
    const value = Object.hasOwn(found.attributes, key) ? found.attributes[key] : undefined;
    if (attribute === undefined || value === undefined) return [];
    const text = typeof value === 'object' ? value.join(';') : String(value);
    return attribute.kind === 'datetime'
      ? [{ typeId, value: null, dateTimeValue: text }]
      : [{ typeId, value: text, dateTimeValue: null }];
  });

/** What stands for the name: a case of another face may have no subject. */
export const nameOf = ({ subject, reference }: Pick<Case, 'subject' | 'reference'>): string =>
  subject === '' ? reference : subject;

/** A case, whichever face it was made through. */
export const renderCase = (found: Case, tenant: Tenant, version: Version) => {
  const facet = facetOf(found);
  const { WATCHLIST, MEDIA_CHECK } = facet.caseScreeningState;
  const states = { WATCHLIST, ...(MEDIA_CHECK === undefined ? {} : { MEDIA_CHECK }) };
  const unit = found.unitId === null ? undefined : tenant.units.byId.get(found.unitId);
  const { lastScreenedDate } = facet;
  return {
    caseId: found.reference,
    name: nameOf(found),
    providerTypes: facet.providerTypes,
    customFields: renderCustomFields(found, tenant),
    secondaryFields: facet.secondaryFields.map(({ typeId, value, dateTimeValue }) => ({
      typeId,
      value,
      dateTimeValue,
    })),
    groupId: unit === undefined ? null : toWireId(unit.uid),
    entityType: facet.entityType,
    caseSystemId: toWireId(found.uid),
    caseScreeningState: version === 'v1' ? WATCHLIST : states,
    lifecycleState: found.archived ? 'ARCHIVED' : 'UNARCHIVED',
    creator: renderUserOf(tenant, found.createdById, version),
    modifier: renderUserOf(tenant, found.modifiedById, version),
    assignee: renderUserOf(tenant, found.ownerId, version),
    creationDate: found.createdAt.toISOString(),
    modificationDate: found.modifiedAt.toISOString(),
    nameTransposition: facet.nameTransposition,
    outstandingActions: false,
    lastScreenedDatesByProviderType:
      lastScreenedDate === null ? {} : Object.fromEntries(facet.providerTypes.map((type) => [type, lastScreenedDate])),
  };
};

/** The answer of a call that screened: v1 has no more of the case in it than its id (§4.9). */
export const renderScreened = (found: Case, tenant: Tenant, version: Version) =>
  version === 'v1' ? { caseId: found.reference, results: [] } : { ...renderCase(found, tenant, version), results: [] };

/** What a case's results come to: there are never any (`?aggregatedSummary=true`). */
export const renderSummaries = (subCases: number) => ({
  totalMandatoryActions: 0,
  totalSubCases: subCases,
  mediaCheck: { mediaCheckAttachedCount: 0, mediaCheckReviewRequired: false },
  watchlist: {
    watchlistTotalMatches: 0,
    watchlistUnresolved: 0,
    watchlistReviewRequired: 0,
    categorisedMatches: {},
  },
  clientWatchlist: {
    clientWatchlistTotalMatches: 0,
    clientWatchlistUnresolved: 0,
    clientWatchlistReviewRequired: 0,
  },
});
