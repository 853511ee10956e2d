/** The target of a case as it runs, is paused, and goes on (contract goss §6.6): pure rules. */
import type { Case } from '../cases/case.ts';

export type Target = Pick<Case, 'dueAt' | 'dueByRule' | 'heldDueAt' | 'pausedAt' | 'pauseCount' | 'dueStep'>;

/** What was done about a target. */
export const dueSteps = { nothing: 0, reminded: 1, breached: 2 } as const;

/** Beside `dueAt`, of a target that was set just now: not paused, and nothing done about it yet. */
export const unwatched: Omit<Target, 'dueAt'> = {
  dueByRule: false,
  heldDueAt: null,
  pausedAt: null,
  pauseCount: 0,
  dueStep: dueSteps.nothing,
};

export const isPaused = ({ pauseCount }: Pick<Target, 'pauseCount'>): boolean => pauseCount > 0;

/** The target that is in force, running or held; null: none. */
export const targetOf = (target: Target): Date | null => (isPaused(target) ? target.heldDueAt : target.dueAt);

/** Another target, or none, in the place of the one that runs or is held; a pause goes on. */
export const placeTarget = <T extends Target>(target: T, at: Date | null): T => ({
  ...target,
  dueAt: isPaused(target) ? null : at,
  heldDueAt: isPaused(target) ? at : null,
  dueByRule: false,
  dueStep: dueSteps.nothing,
});

/** Paused once more; by the first pause the target is held, which begins at `at`. */
export const pauseTarget = <T extends Target>(target: T, at: Date): T =>
  isPaused(target)
    ? { ...target, pauseCount: target.pauseCount + 1 }
    : { ...target, dueAt: null, heldDueAt: target.dueAt, pausedAt: at, pauseCount: 1 };

/** The last instant that the store and every wire can carry. */
const latest = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** One pause less; when none is left the target goes on, later by the time since the first pause. */
export const resumeTarget = <T extends Target>(target: T, at: Date): T => {
  if (target.pauseCount > 1) return { ...target, pauseCount: target.pauseCount - 1 };
  const { heldDueAt, pausedAt } = target;
  const paused = Math.max(0, at.getTime() - (pausedAt ?? at).getTime());
  const dueAt = heldDueAt === null ? null : new Date(Math.min(heldDueAt.getTime() + paused, latest));
  return { ...target, dueAt, heldDueAt: null, pausedAt: null, pauseCount: 0 };
};
