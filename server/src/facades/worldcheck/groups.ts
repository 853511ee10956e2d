/** Groups: the units that screen, and all below them (contract worldcheck §4.2). */
import { requireInUnit, seesUnit } from '../../domain/access/access.ts';
import type { Actor } from '../../domain/actor.ts';
import { notFound } from '../../domain/errors.ts';
import type { Tenant, Unit } from '../../domain/tenants/tenant.ts';
import { badField, unknownGroupNamed } from './errors.ts';
import { toWireId } from './ids.ts';
import { requireText } from './text.ts';

/** A tenant's screening units by their wire id, in the order of the tenant file. */
export type ScreeningUnits = ReadonlyMap<string, Unit>;

const collect = (tenant: Tenant): ScreeningUnits => {
  const roots = new Set(tenant.screening.groupUnitIds);
  const screens = (unit: Unit | undefined): boolean =>
    unit !== undefined &&
    (roots.has(unit.id) || (unit.parentId !== null && screens(tenant.units.byId.get(unit.parentId))));
  return new Map(tenant.units.all.filter(screens).map((unit) => [toWireId(unit.uid), unit]));
};

/** Remembers each tenant's screening units for as long as its snapshot is in use. */
export const createScreeningUnits = (): ((tenant: Tenant) => ScreeningUnits) => {
  const known = new WeakMap<Tenant, ScreeningUnits>();
  return (tenant) => {
    const units = known.get(tenant) ?? collect(tenant);
    known.set(tenant, units);
    return units;
  };
};

/** Whether the user has `case.view` in that unit, his own or shared with him. */
export const seesGroup = (actor: Actor, unit: Unit): boolean => seesUnit(actor, unit.id);

/** The unit of a group that a body names. Fails with `GROUP_NOT_FOUND`, where it is missing with `INVALID_FIELD`. */
export const findNamedUnit = (actor: Actor, units: ScreeningUnits, groupId: string | null | undefined): Unit => {
  if (groupId === undefined || groupId === null || groupId === '') throw badField('groupId', 'groupId is missing.');
  const unit = units.get(requireText('groupId', groupId, 255));
  if (unit === undefined || !seesGroup(actor, unit)) throw unknownGroupNamed();
  return unit;
};

/** The unit of a new case: judged before every other field, then the permission there (§5, order of judgement). */
export const readUnit = (actor: Actor, units: ScreeningUnits, groupId: string | null | undefined): number => {
  const { id } = findNamedUnit(actor, units, groupId);
  requireInUnit(actor, 'case.create', id);
  return id;
};

export interface Group {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly hasChildren: boolean;
  readonly status: 'ACTIVE';
  readonly children: readonly Group[];
}

const byName = (left: Group, right: Group): number => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0);

/** The groups that the user sees: those at the top, and any one by its wire id; each with one level of children. */
export const groupsOf = (actor: Actor, units: ScreeningUnits) => {
  const seen = [...units].filter(([, unit]) => seesGroup(actor, unit));
  const idOf = new Map(seen.map(([id, unit]) => [unit.id, id]));
  const render = (id: string, unit: Unit, levels: number): Group => {
    const below = seen.filter(([, { parentId }]) => parentId === unit.id);
    return {
      id,
      name: unit.name,
      parentId: unit.parentId === null ? null : (idOf.get(unit.parentId) ?? null),
      hasChildren: below.length > 0,
      status: 'ACTIVE',
      children: levels === 0 ? [] : below.map(([child, one]) => render(child, one, levels - 1)).sort(byName),
    };
  };
  return {
    top: (): Group[] =>
      seen
        .filter(([, { parentId }]) => parentId === null || !idOf.has(parentId))
        .map(([id, unit]) => render(id, unit, 1))
        .sort(byName),
    find: (id: string): Group | undefined => {
      const unit = units.get(id);
      return unit !== undefined && seesGroup(actor, unit) ? render(id, unit, 1) : undefined;
    },
  };
};

/** A group in an address. Fails with `not-found`: `GROUP_NOT_FOUND`. */
export const requireGroup = (actor: Actor, units: ScreeningUnits, groupId: string): Group => {
  const group = groupsOf(actor, units).find(groupId);
  if (group === undefined) throw notFound('group');
  return group;
};
