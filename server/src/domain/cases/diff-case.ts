/** What an edit changed, in the words of the native API: the `changes` of a history event. */
import type { Change } from '../history/event.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { Case, CaseFields } from './case.ts';

type Shown = (tenant: Tenant, value: never) => unknown;

const asIs: Shown = (_, value: unknown) => value;
const asInstant: Shown = (_, value: Date | null) => value?.toISOString() ?? null;
const asUnit: Shown = (tenant, id: number | null) => (id === null ? null : (tenant.units.byId.get(id)?.key ?? id));
const asUser: Shown = (tenant, id: number | null) => (id === null ? null : (tenant.users.byId.get(id)?.login ?? id));
const asUsers: Shown = (tenant, ids: readonly number[]) => ids.map((id) => tenant.users.byId.get(id)?.login ?? id);
const asGroups: Shown = (tenant, ids: readonly number[]) => ids.map((id) => tenant.groups.byId.get(id)?.key ?? id);

const shown = [
  ['reference', 'reference', asIs],
  ['type', 'type', asIs],
  ['subtype', 'subtype', asIs],
  ['stage', 'stage', asIs],
  ['status', 'status', asIs],
  ['offenseTypeId', 'offenseType', asIs],
  ['subject', 'subject', asIs],
  ['description', 'description', asIs],
  ['solution', 'solution', asIs],
  ['severity', 'severity', asIs],
  ['tags', 'tags', asIs],
  ['unitId', 'unit', asUnit],
  ['ownerId', 'owner', asUser],
  ['assigneeIds', 'assignees', asUsers],
  ['assigneeGroupIds', 'assigneeGroups', asGroups],
  ['customerId', 'customer', asIs],
  ['contactName', 'contact.name', asIs],
  ['contactEmail', 'contact.email', asIs],
  ['contactPhone', 'contact.phone', asIs],
  ['contactAddress', 'contact.address', asIs],
  ['externalReference', 'externalReference', asIs],
  ['dueAt', 'dueAt', asInstant],
  ['heldDueAt', 'heldDueAt', asInstant],
  ['reviewAt', 'reviewAt', asInstant],
  ['reviewNotes', 'reviewNotes', asIs],
  ['language', 'language', asIs],
  ['closureReason', 'closureReason', asIs],
  ['closureNote', 'closureNote', asIs],
  ['archived', 'archived', asIs],
  ['restricted', 'restricted', asIs],
  ['restrictedUserIds', 'restrictedUsers', asUsers],
  ['restrictedGroupIds', 'restrictedGroups', asGroups],
] as const satisfies readonly (readonly [keyof Case, string, Shown])[];

/** Whether two field values are the same: instants by time, lists by content in order, objects by content. */
export const isSame = (left: unknown, right: unknown): boolean => {
  if (left === right) return true;
  if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime();
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const leftKeys = Object.keys(left);
  if (leftKeys.length !== Object.keys(right).length) return false;
  return leftKeys.every((key) => Object.hasOwn(right, key) && isSame(Reflect.get(left, key), Reflect.get(right, key)));
};

const diffMap = (prefix: string, before: object, after: object, changes: Change[]): void => {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const from = Object.hasOwn(before, key) ? Reflect.get(before, key) : null;
    const to = Object.hasOwn(after, key) ? Reflect.get(after, key) : null;
    if (!isSame(from, to)) changes.push({ field: `${prefix}.${key}`, from: from ?? null, to: to ?? null });
  }
};

type Diffed = Partial<Case> & Pick<CaseFields, 'attributes' | 'facets'>;

/** All fields that differ, in a fixed order; attributes one by one, then the faces' own, as `<face>.<member>`. */
export const diffCase = (tenant: Tenant, before: Diffed, after: Diffed): Change[] => {
  const changes: Change[] = [];
  for (const [property, field, show] of shown) {
    const from = before[property] ?? null;
    const to = after[property] ?? null;
    if (!isSame(from, to)) {
      changes.push({
        field,
        from: from === null ? null : show(tenant, from as never),
        to: to === null ? null : show(tenant, to as never),
      });
    }
  }
  diffMap('attributes', before.attributes, after.attributes, changes);
  for (const face of new Set([...Object.keys(before.facets), ...Object.keys(after.facets)])) {
    diffMap(face, before.facets[face] ?? {}, after.facets[face] ?? {}, changes);
  }
  return changes;
};
