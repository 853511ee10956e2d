import { notFound } from '../../../domain/errors.ts';
import { integerInPath } from '../../../http/integer-in-path.ts';
import { caseNumberOf } from '../case-address.ts';
import type { Operation } from '../operation.ts';
import { organizationId } from '../wire-case.ts';

/** `GET /api/organizations/{id}`: a tenant is one organization, and knows no other. */
export const getOrganizationOperation: Operation = {
  method: 'GET',
  path: `/api/organizations/${integerInPath('id')}`,
  answer: ({ request, actor: { tenant } }) => {
    if (caseNumberOf(request) !== organizationId) throw notFound('organization');
    const { uid, name, timezone, language } = tenant;
    return { id: organizationId, guid: uid, name, active: true, timeZone: timezone, language };
  },
};
