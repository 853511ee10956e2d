/** Groups: the units that screen, and all below them (contract worldcheck §4.2). */
import { hasPermission } from '../../domain/access/access.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Tenant, Unit } from '../../domain/tenants/tenant.ts';
import { toWireId } from './ids.ts';

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
export const seesGroup = ({ user }: Actor, unit: Unit): boolean =>
  user === null || (hasPermission(user, 'case.view') && user.seenUnitIds.has(unit.id));

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
