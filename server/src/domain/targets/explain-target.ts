import type { Db } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import { reckonTarget } from '../case-types/reckon-target.ts';
import type { Case } from '../cases/case.ts';
import type { CaseKey } from '../cases/case-store.ts';
import { getCase } from '../cases/find-case.ts';
import type { Change } from '../history/event.ts';
import { selectTargetHistory } from '../history/history-store.ts';
import type { Tenant } from '../tenants/tenant.ts';

/** A stretch that was counted; a `day` is a whole local day (without a calendar: all days, from the first instant on). */
export interface Interval {
  readonly unit: 'day' | 'time';
  readonly from: Date;
  readonly to: Date;
}

/** One step on the way to the present target; `from` and `to` are targets, running or held. */
export interface TargetChange {
  readonly seq: number;
  readonly at: Date;
  readonly kind: string;
  /** Of `target.set`: now, initial, add, subtract, set, clear. */
  readonly operation: string | null;
  readonly seconds: number | null;
  readonly from: Date | null;
  readonly to: Date | null;
}

export interface ExplainedTarget {
  readonly found: Case;
  /** What gave the present target; null: there is none. */
  readonly basis: 'rule' | 'given' | null;
  /** All that was counted; none where the target was given as a date, or its rule has changed since. */
  readonly intervals: readonly Interval[];
  /** The last one may be open. */
  readonly pauses: readonly { readonly from: Date; readonly to: Date | null }[];
  readonly changes: readonly TargetChange[];
}

/** An event of the target's history, read. */
interface Step {
  readonly seq: number;
  readonly at: Date;
  readonly kind: string;
  readonly changes: readonly Change[];
  readonly data: Readonly<Record<string, unknown>>;
}

const dateOf = (value: unknown): Date | null => (typeof value === 'string' ? new Date(value) : null);

/** The stretches that the type's rule counts, where it still leads to that target; else none. */
const countRule = (tenant: Tenant, found: Case, due: Date | null): Interval[] => {
  const type = tenant.caseTypes.get(found.type);
  const intervals: Interval[] = [];
  if (type === undefined || due === null) return intervals;
  const reckoned = reckonTarget(tenant, type, found.createdAt, (unit, from, to) =>
    intervals.push({ unit, from: new Date(from), to: new Date(to) }),
  );
  return reckoned?.getTime() === due.getTime() ? intervals : [];
};

/** What was counted after a change of a target that had `before` counted. */
const countChange = (
  before: readonly Interval[],
  { operation, seconds, from, to }: TargetChange,
): readonly Interval[] => {
  if (to === null || seconds === null) return [];
  const begin = operation === 'add' && from !== null ? from : new Date(to.getTime() - seconds * 1000);
  if (operation === 'add') return [...(from === null ? [] : before), { unit: 'time', from: begin, to }];
  if (operation === 'now' || operation === 'initial') return [{ unit: 'time', from: begin, to }];
  return from === null ? [] : before;
};

const readSteps = async (db: Db, actor: Actor, { number }: Case): Promise<Step[]> =>
  (await selectTargetHistory(db, actor.tenant.id, number)).map(({ seq, at, kind, changes, data }) => ({
    ...{ seq, at, kind },
    changes: JSON.parse(changes) as Change[],
    data: JSON.parse(data) as Step['data'],
  }));

/** The target that the step left behind; undefined: it did not touch it. */
const placedBy = ({ changes, kind }: Step): { readonly to: Date | null } | undefined => {
  const of = (field: string) => changes.find((change) => change.field === field);
  const [due, held] = [of('dueAt'), of('heldDueAt')];
  if (due === undefined && held === undefined) return undefined;
  const to = kind === 'target.paused' ? held : kind === 'target.resumed' || held === undefined ? due : (due ?? held);
  return { to: dateOf(to?.to) };
};

const pausesOf = (steps: readonly Step[]): ExplainedTarget['pauses'] => {
  const pauses: { from: Date; to: Date | null }[] = [];
  for (const { kind, at, data, changes } of steps) {
    const open = pauses.at(-1);
    if (kind === 'target.paused' && data['pauses'] === 1) pauses.push({ from: at, to: null });
    else if (open?.to === null) {
      const ends =
        kind === 'target.resumed'
          ? data['pauses'] === 0
          : !kind.startsWith('target.') && changes.some(({ field }) => field === 'dueAt');
      if (ends) open.to = at;
    }
  }
  return pauses;
};

/**
 * How the target of a case came about: every stretch that was counted, every pause, and every change since the case was
 * made, as its history tells. Fails with `not-found`. Two round trips.
 */
export const explainTarget = async (db: Db, actor: Actor, key: CaseKey): Promise<ExplainedTarget> => {
  const found = await getCase(db, actor, key);
  const steps = await readSteps(db, actor, found);
  const changes: TargetChange[] = [];
  let target: Date | null = null;
  let intervals: readonly Interval[] = [];
  for (const step of steps) {
    const placed = placedBy(step);
    if (placed === undefined) continue;
    const { seq, at, kind, data } = step;
    const operation = typeof data['operation'] === 'string' ? data['operation'] : null;
    const seconds = typeof data['seconds'] === 'number' ? data['seconds'] : null;
    const change: TargetChange = { seq, at, kind, operation, seconds, from: target, to: placed.to };
    changes.push(change);
    target = placed.to;
    if (kind === 'created') intervals = countRule(actor.tenant, found, target);
    else if (kind !== 'target.paused' && kind !== 'target.resumed') intervals = countChange(intervals, change);
  }
  const basis = target === null ? null : found.dueByRule ? 'rule' : 'given';
  return { found, basis, intervals, pauses: pausesOf(steps), changes };
};
