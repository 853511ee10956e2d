/** Relations between cases: symmetric, at most 75 at either end, an event at each (contract egain §4.4; DESIGN S9, S10). */
import type { Tx } from '../../storage/transaction.ts';
import { requireOnCase, requireSeen, seesCase, unknownCase } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import type { Case } from '../cases/case.ts';
import { lockCases } from '../cases/case-store.ts';
import { type Precondition, requireFresh, requireUnarchived } from '../cases/precondition.ts';
import { writeChange } from '../cases/write-change.ts';
import { DomainError, invalid } from '../errors.ts';
import type { Change } from '../history/event.ts';
import { deleteRelations, insertRelations, selectRelations } from './relations-store.ts';

/** Most relations of one case. */
export const maxRelations = 75;

export interface RelationChange {
  /** Numbers of the cases to relate. What is related already stays. */
  readonly link: readonly number[];
  /** Done first. What is not related already stays so. */
  readonly unlink: readonly number[];
}

/** What the change comes to for the case itself, and which other ends it touches. */
export interface PlannedRelations {
  readonly linked: readonly number[];
  readonly unlinked: readonly number[];
  readonly change: Change | undefined;
}

const judgeOthers = (actor: Actor, number: number, locked: readonly Case[], wanted: readonly number[]): void => {
  if (wanted.includes(number)) {
    throw invalid('related', 'related/itself', 'A case cannot be related to itself.', { number });
  }
  const known = new Map(locked.map((one) => [one.number, one]));
  const unknown = wanted.filter((other) => !known.has(other));
  if (unknown.length > 0) {
    throw invalid('related', 'related/unknown', `There is no case ${unknown[0]}.`, { numbers: unknown });
  }
  const unseen = wanted.filter((other) => {
    const one = known.get(other);
    return one !== undefined && !seesCase(actor, one);
  });
  if (unseen.length > 0) {
    throw new DomainError('forbidden', 'related/unseen', `The user does not see the case ${unseen[0]}.`, {
      params: { permission: 'case.view', numbers: unseen },
    });
  }
};

const requireRoom = (count: number, number: number): void => {
  if (count <= maxRelations) return;
  throw invalid('related', 'related/too-many', `A case has at most ${maxRelations} relations.`, { number });
};

/**
 * Whether a locked case can take one more relation, for who must know it before the other end is made. Fails with `invalid`
 * `related/too-many`.
 */
export const requireRoomForOne = async (tx: Tx, actor: Actor, number: number): Promise<void> => {
  const related = await selectRelations(tx, actor.tenant.id, [number]);
  requireRoom((related.get(number) ?? []).length + 1, number);
};

/**
 * Judges and stores the relations of one case, all ends of which are among `locked`. Writes no event: the caller has the
 * near end's, `touchOtherEnds` the far ends'. Fails with `invalid` (`related/itself`, `related/unknown`,
 * `related/too-many`) and `forbidden` (`related/unseen`).
 */
export const changeRelations = async (
  tx: Tx,
  actor: Actor,
  number: number,
  locked: readonly Case[],
  { link, unlink }: RelationChange,
): Promise<PlannedRelations> => {
  judgeOthers(actor, number, locked, [...unlink, ...link]);
  const tenantId = actor.tenant.id;
  const related = await selectRelations(tx, tenantId, [number, ...link]);
  const before = related.get(number) ?? [];
  const unlinked = [...new Set(unlink)].filter((other) => before.includes(other));
  const rest = before.filter((other) => !unlinked.includes(other));
  const linked = [...new Set(link)].filter((other) => !rest.includes(other));
  const after = [...rest, ...linked].sort((left, right) => left - right);
  requireRoom(after.length, number);
  for (const other of linked) {
    const others = (related.get(other) ?? []).filter((one) => one !== number);
    requireRoom(others.length + 1, other);
  }
  if (unlinked.length > 0) await deleteRelations(tx, tenantId, number, unlinked);
  if (linked.length > 0) await insertRelations(tx, tenantId, number, linked, new Date(tx.now()));
  // Unlinked and linked again in one request: as it was, for both ends.
  const truly = (others: readonly number[], where: readonly number[]) => others.filter((one) => !where.includes(one));
  const changed = truly(linked, before).length + truly(unlinked, after).length > 0;
  return {
    linked: truly(linked, before),
    unlinked: truly(unlinked, after),
    change: changed ? { field: 'related', from: before, to: after } : undefined,
  };
};

/** The event, version and later `modifiedAt` at the other end of each relation that changed; `data` goes with the event. */
export const touchOtherEnds = async (
  tx: Tx,
  actor: Actor,
  number: number,
  locked: readonly Case[],
  { linked, unlinked }: PlannedRelations,
  data: Readonly<Record<string, unknown>> = {},
): Promise<void> => {
  const recorded = { ...data, related: number };
  for (const other of locked) {
    if (linked.includes(other.number)) await writeChange(tx, actor, other, [{ kind: 'linked', data: recorded }]);
    if (unlinked.includes(other.number)) await writeChange(tx, actor, other, [{ kind: 'unlinked', data: recorded }]);
  }
};

/**
 * Relates two cases, or takes the relation away (`wanted` false): `case.edit` on the first, the other only seen.
 * As it is already: nothing happens. Fails as `changeRelations`, with `not-found`, `conflict` `case/archived`, `stale`.
 */
export const relateCases = async (
  tx: Tx,
  actor: Actor,
  number: number,
  other: number,
  wanted: boolean,
  precondition: Precondition = {},
): Promise<Case> => {
  const locked = await lockCases(tx, actor.tenant.id, [number, other]);
  const near = locked.find((one) => one.number === number);
  if (near === undefined) throw unknownCase({ number });
  requireOnCase(actor, 'case.edit', near);
  requireUnarchived(near);
  requireFresh(near, precondition);
  const far = locked.find((one) => one.number === other);
  if (far !== undefined) requireSeen(actor, far);
  const change = wanted ? { link: [other], unlink: [] } : { link: [], unlink: [other] };
  const planned = await changeRelations(tx, actor, number, locked, change);
  if (planned.change === undefined) return near;
  await touchOtherEnds(tx, actor, number, locked, planned);
  return writeChange(tx, actor, near, [
    { kind: wanted ? 'linked' : 'unlinked', changes: [planned.change], data: { related: other } },
  ]);
};
