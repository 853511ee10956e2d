/** What of the tenant's configuration this face shows: offense types, offices, groups, forms (contract tracker D6, D7). */
import type { FormField, OffenseType, Tenant, Unit } from '../../domain/tenants/tenant.ts';
import { byId } from './per-tenant.ts';
import { nameOfUser, organizationId } from './wire-case.ts';

export const showOffenseType = ({ id, name }: OffenseType) => ({
  organizationOffenseTypeFollowUpDays: null,
  id,
  name,
  active: true,
  offenseTypeForms: null,
  organizations: [],
  autoDispositionSettings: [],
  customDropdownCategoryId: 1,
  customDropdownCategory: null,
});

export const offenseTypesOf = (tenant: Tenant): OffenseType[] => [...tenant.offenseTypes.values()].sort(byId);

export const showOffenseTypes = (tenant: Tenant) =>
  offenseTypesOf(tenant).map((type) => ({ ...showOffenseType(type), text: type.name }));

/** What Docket does not know of an office. */
const unknownOfOffice = {
  address1: null,
  address2: null,
  city: null,
  state: null,
  zip: null,
  phone: null,
  photoId: null,
  photoOffice: null,
};

const showOffice = (tenant: Tenant, unit: Unit, userCount: number) => {
  const reviewer = tenant.disposition.reviewers.find(({ unitId }) => unitId === unit.id);
  const groupId = reviewer?.groupId ?? null;
  return {
    id: unit.id,
    guid: unit.uid,
    createDateTime: null,
    updatedDateTime: null,
    isDeleted: false,
    userCount,
    generalTaskFromUserId: reviewer?.userId ?? null,
    generalTaskFromUser: nameOfUser(tenant, reviewer?.userId ?? null),
    generalTaskFromUserGroupId: groupId,
    generalTaskFromUserGroup: groupId === null ? null : (tenant.groups.byId.get(groupId)?.name ?? null),
    isDefaultTaskFrom: reviewer?.isDefault ?? false,
    name: unit.name,
    ...unknownOfOffice,
    active: true,
    organizationId,
    organization: null,
    reservedLicenses: null,
    languageTemplateId: null,
    languageTemplate: null,
  };
};

export const showOffices = (tenant: Tenant) => {
  const usersAt = new Map<number | null, number>();
  for (const { homeUnitId, disabled } of tenant.users.all) {
    if (!disabled) usersAt.set(homeUnitId, (usersAt.get(homeUnitId) ?? 0) + 1);
  }
  return [...tenant.units.all].sort(byId).map((unit) => showOffice(tenant, unit, usersAt.get(unit.id) ?? 0));
};

export const showGroups = (tenant: Tenant) => {
  const used = new Set(tenant.users.all.flatMap(({ groupIds }) => groupIds));
  return [...tenant.groups.all].sort(byId).map(({ id, name }) => ({
    id,
    name,
    description: null,
    organizationId,
    organizationName: tenant.name,
    hasUsers: used.has(id),
  }));
};

const schemaTypes: Readonly<Record<string, string>> = {
  checkboxes: 'checkboxlist',
  select: 'selectlist',
  radio: 'radiobuttonlist',
};

/** What the vendor's schemas call the field's kind. */
export const schemaTypeOf = ({ kind }: FormField): string => schemaTypes[kind] ?? kind;

const showField = (field: FormField) => ({
  type: schemaTypeOf(field),
  name: field.name,
  displayName: field.label,
  options: field.options.map((option) => ({ value: option.value, text: option.label })),
});

export const showForms = (tenant: Tenant) =>
  [...tenant.forms.all].sort(byId).map(({ id, name, fields }) => ({
    id,
    name,
    active: true,
    schema: JSON.stringify({ fields: fields.map(showField) }),
  }));
