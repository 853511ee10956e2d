/** `GET /groups/{groupId}/caseTemplate` (§4.2). */
import type { Tenant } from '../../../domain/tenants/tenant.ts';
import { actorOf } from '../auth.ts';
import { requireGroup } from '../groups.ts';
import { type EntityType, type SecondaryField, secondaryFields } from '../secondary-fields.ts';
import type { Route } from './route.ts';

interface FieldDefinition {
  readonly typeId: string;
  readonly fieldValueType: string;
  readonly regExp: string | null;
  readonly fieldRequired: boolean;
  readonly label: string;
}

const integer = '-?[0-9]{1,9}';

const customFields = (tenant: Tenant): FieldDefinition[] =>
  tenant.screening.customFields.map(({ typeId, label, attribute, required }) => {
    const kind = tenant.attributes.get(attribute)?.kind;
    return {
      typeId,
      fieldValueType: kind === 'datetime' ? 'DATE' : 'TEXT',
      regExp: kind === 'integer' ? integer : null,
      fieldRequired: required,
      label,
    };
  });

/** A tenant without the published set has none. */
const block = (tenant: Tenant, name: SecondaryField['block']) => {
  const known = tenant.screening.secondaryFields === 'standard' ? secondaryFields : [];
  const ofEntity = (entity: EntityType): FieldDefinition[] =>
    known
      .filter((field) => field.block === name && field.entities.includes(entity))
      .map(({ typeId, type, regExp, label }) => ({
        typeId,
        fieldValueType: type,
        regExp,
        fieldRequired: false,
        label,
      }));
  return {
    secondaryFieldsByEntity: {
      individual: ofEntity('INDIVIDUAL'),
      organisation: ofEntity('ORGANISATION'),
      vessel: ofEntity('VESSEL'),
    },
  };
};

export const getCaseTemplate: Route = (routes, { screeningUnits }) => {
  routes.get<{ Params: { groupId: string } }>('/groups/:groupId/caseTemplate', async (request) => {
    const actor = actorOf(request);
    const { tenant } = actor;
    const { id } = requireGroup(actor, screeningUnits(tenant), request.params.groupId);
    return {
      groupId: id,
      groupScreeningType: 'CASE_MANAGEMENT_AUDIT',
      customFields: customFields(tenant),
      secondaryFieldsByProvider: {
        watchlist: block(tenant, 'watchlist'),
        clientWatchlist: block(tenant, 'watchlist'),
        passportCheck: block(tenant, 'passportCheck'),
      },
      nameTransposition: { selected: false, type: 'NAME_TRANSPOSITION', available: true },
      mandatoryProviderTypes: ['WATCHLIST'],
    };
  });
};
