/** The configuration that the caller works with, from memory. */
import type { TObject } from 'typebox';
import type { CaseType, Tenant } from '../../domain/tenants/tenant.ts';
import { pageOf } from '../cursor.ts';
import { handling, type Operation } from '../operation.ts';
import { UserSummary } from '../schemas/case.ts';
import * as schema from '../schemas/configuration.ts';
import { listOf, listQuery } from '../schemas/values.ts';
import { groupKeys, showUser, unitKey } from '../wire/show.ts';

interface ListSpec<T> {
  readonly name: string;
  readonly summary: string;
  readonly title: string;
  readonly schema: TObject;
  all(tenant: Tenant): readonly T[];
  keyOf(item: T): string | number;
  show(tenant: Tenant, item: T): unknown;
}

const list = <T>(spec: ListSpec<T>): Operation =>
  handling({
    id: `list${spec.title}`,
    method: 'GET',
    path: `/${spec.name}`,
    tag: 'Configuration',
    summary: spec.summary,
    access: 'licensed',
    query: listQuery({}),
    answers: { 200: { description: 'In the order of the tenant file.', schema: listOf(spec.title, spec.schema) } },
    problems: ['list/invalid-cursor'],
    handle: async ({ actor, query }) => {
      if (actor === null) return undefined;
      const { items, ...page } = pageOf(spec.all(actor.tenant), spec.keyOf, query);
      return { status: 200, body: { items: items.map((item) => spec.show(actor.tenant, item)), ...page } };
    },
  });

const groupKey = (tenant: Tenant, id: number | null): string | null =>
  id === null ? null : (tenant.groups.byId.get(id)?.key ?? null);

const showCaseType = (tenant: Tenant, type: CaseType) => ({
  key: type.key,
  name: type.name,
  default: type.isDefault,
  starters: groupKey(tenant, type.startersGroupId),
  managers: groupKey(tenant, type.managersGroupId),
  statuses: {
    start: type.statuses.start,
    active: type.statuses.active,
    escalated: type.statuses.escalated,
    closed: type.statuses.closed,
    descriptions: Object.fromEntries(type.statuses.descriptions),
  },
  subtypes: type.subtypes,
  stages: type.stages,
  closure: type.closure,
  target: type.target,
  tasks: type.tasks,
  reassignmentGroups: groupKeys(tenant, type.reassignmentGroupIds),
  escalationGroup: groupKey(tenant, type.escalationGroupId),
});

export const configurationRoutes: readonly Operation[] = [
  list({
    name: 'units',
    title: 'Units',
    summary: 'List the units',
    schema: schema.Unit,
    all: ({ units }) => units.all,
    keyOf: ({ id }) => id,
    show: (tenant, { id, uid, key, name, parentId, extRef, sharesWith }) => ({
      id,
      uid,
      key,
      name,
      parent: unitKey(tenant, parentId),
      extRef,
      sharesWith: sharesWith.map(({ unitId, activities }) => ({ unit: unitKey(tenant, unitId), activities })),
    }),
  }),
  list({
    name: 'users',
    title: 'Users',
    summary: 'List the users',
    schema: UserSummary,
    all: ({ users }) => users.all,
    keyOf: ({ id }) => id,
    show: showUser,
  }),
  list({
    name: 'groups',
    title: 'Groups',
    summary: 'List the groups of users',
    schema: schema.Group,
    all: ({ groups }) => groups.all,
    keyOf: ({ id }) => id,
    show: (_, { id, uid, key, name }) => ({ id, uid, key, name }),
  }),
  list({
    name: 'case-types',
    title: 'CaseTypes',
    summary: 'List the case types',
    schema: schema.CaseType,
    all: ({ caseTypes }) => [...caseTypes.values()],
    keyOf: ({ key }) => key,
    show: showCaseType,
  }),
  list({
    name: 'attributes',
    title: 'Attributes',
    summary: 'List the attributes that cases may have',
    schema: schema.Attribute,
    all: ({ attributes }) => [...attributes.values()],
    keyOf: ({ key }) => key,
    show: (_, { key, label, kind, options, multiple, maxLength }) => ({
      key,
      label,
      kind,
      options,
      multiple,
      maxLength,
    }),
  }),
  list({
    name: 'forms',
    title: 'Forms',
    summary: 'List the forms',
    schema: schema.Form,
    all: ({ forms }) => forms.all,
    keyOf: ({ id }) => id,
    show: (_, { id, key, name, fields }) => ({ id, key, name, fields }),
  }),
  list({
    name: 'classifications',
    title: 'Classifications',
    summary: 'List the classifications of queued cases',
    schema: schema.Classification,
    all: ({ classifications }) => [...classifications.values()],
    keyOf: ({ code }) => code,
    show: (_, { code, name }) => ({ code, name }),
  }),
];
