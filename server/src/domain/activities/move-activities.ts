import type { Tx } from '../../storage/transaction.ts';
import { RetryTransaction } from '../../storage/transaction.ts';
import { requireOnCase, unknownCase } from '../access/access.ts';
import { type Actor, recordedUser } from '../actor.ts';
import type { Case, Facets } from '../cases/case.ts';
import { lockCases } from '../cases/case-store.ts';
import { closureReason } from '../cases/closing.ts';
import { createCase } from '../cases/create-case.ts';
import { diffCase } from '../cases/diff-case.ts';
import { requireCaseType } from '../cases/edit-case.ts';
import type { NewCase } from '../cases/new-case.ts';
import { requireUnarchived } from '../cases/precondition.ts';
import { turnClosed, turnOpen } from '../cases/turn-case.ts';
import { writeChange } from '../cases/write-change.ts';
import { closedReviewData } from '../disposition/close-review.ts';
import { DomainError, invalid, notFound } from '../errors.ts';
import type { EventKind, NewEvent } from '../history/event.ts';
import { changeRelations, requireRoomForOne } from '../relations/relate-cases.ts';
import { moveActivityRows, selectActivities, selectOpenActivities } from './activities-store.ts';
import { type ActivityHead, isOpenActivity } from './activity.ts';

/** What a new case is given; the rest it takes from the case that the activities leave. */
export type SplitFields = Pick<NewCase, 'dueAt' | 'severity' | 'subject' | 'description' | 'solution' | 'attributes'>;

export interface ActivityMove {
  /** Each once. */
  readonly ids: readonly number[];
  /** The number of a case, or what a new one is given. */
  readonly into: number | SplitFields;
  /** Whether the two cases are related too. */
  readonly relate: boolean;
  /** What the face keeps of a case that is made, given the one that it is split off; and of one that was worked on. */
  readonly facetsOfNew: (source: Case) => Facets;
  readonly facetsOfWorked: (found: Case) => Facets;
}

const isPossible = (id: number): boolean => Number.isInteger(id) && id > 0 && id <= 2_147_483_647;

const find = async (tx: Tx, actor: Actor, ids: readonly number[]): Promise<ActivityHead[]> => {
  const found = await selectActivities(tx, actor.tenant.id, ids.filter(isPossible));
  const known = new Set(found.map(({ id }) => id));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length > 0) throw notFound('activity', { ids: unknown });
  return found;
};

const refuseState = (code: string, message: string, activities: readonly ActivityHead[]): DomainError =>
  new DomainError('conflict', code, message, { params: { ids: activities.map(({ id }) => id) } });

const numbersOf = (activities: readonly ActivityHead[]): readonly number[] => [
  ...new Set(activities.map(({ caseNumber }) => caseNumber)),
];

/** The activities and all cases concerned, which stay as they are until the transaction ends. */
const lock = async (tx: Tx, actor: Actor, { ids, into }: ActivityMove) => {
  const before = await find(tx, actor, ids);
  const numbers = numbersOf(before);
  const locked = await lockCases(tx, actor.tenant.id, typeof into === 'number' ? [...numbers, into] : numbers);
  const activities = await find(tx, actor, ids);
  // Somebody moved one of them before the lock was had: begin again with the case that it is in now.
  if (numbersOf(activities).some((number) => !numbers.includes(number))) throw new RetryTransaction();
  return { activities, locked };
};

const takeTarget = (actor: Actor, locked: readonly Case[], into: ActivityMove['into']): Case | undefined => {
  if (typeof into !== 'number') return undefined;
  const target = locked.find(({ number }) => number === into);
  if (target === undefined) throw unknownCase({ number: into });
  requireOnCase(actor, 'activity.changeCase', target);
  requireUnarchived(target);
  return target;
};

/** Whether these may go there, and from which case: all of one case, none completed, the customer the same. */
const judge = (
  actor: Actor,
  activities: readonly ActivityHead[],
  locked: readonly Case[],
  into: ActivityMove['into'],
) => {
  const numbers = numbersOf(activities);
  const sources = locked.filter(({ number }) => numbers.includes(number));
  for (const one of sources) requireOnCase(actor, 'activity.changeCase', one);
  const target = takeTarget(actor, locked, into);
  const [source, another] = sources;
  if (source === undefined || another !== undefined) {
    throw refuseState('activity/several-cases', 'The activities are of more than one case.', activities);
  }
  if (target?.number === source.number) {
    throw invalid('case', 'activity/same-case', 'The activities are in this case already.', { number: source.number });
  }
  const completed = activities.filter((activity) => !isOpenActivity(activity));
  if (completed.length > 0) {
    throw refuseState('activity/completed', 'A completed activity stays in its case.', completed);
  }
  if (target !== undefined && target.customerId !== source.customerId) {
    throw refuseState('activity/other-customer', 'The customers of the two cases differ.', activities);
  }
  return { source, target };
};

const split = (tx: Tx, actor: Actor, source: Case, { ids, relate, facetsOfNew }: ActivityMove, fields: SplitFields) =>
  createCase(tx, actor, {
    ...fields,
    subject: fields.subject || source.subject,
    referenceStyle: 'number',
    splitFrom: source,
    unitId: source.unitId,
    ownerId: source.ownerId,
    customerId: source.customerId,
    facets: facetsOfNew(source),
    data: { activities: ids, from: source.number, ...(relate ? { related: source.number } : {}) },
  });

/** What becomes of one of the two cases: the case afterwards, its event's kind, and what follows from it. */
interface Turned {
  readonly changed: Case;
  readonly kind: EventKind;
  readonly messages: readonly NewEvent[];
}

/** A case that has no open activity left closes; one that was closed opens again by one that comes (DESIGN S12). */
const turn = async (tx: Tx, actor: Actor, found: Case, isLinked: boolean, end: 'left' | 'joined'): Promise<Turned> => {
  const type = requireCaseType(actor.tenant, found);
  if (end === 'joined' && found.category === 'closed') {
    return { changed: turnOpen(found, type), kind: 'reopened', messages: [] };
  }
  if (end === 'left' && (await selectOpenActivities(tx, actor.tenant.id, found.number)).length === 0) {
    const words = { reason: closureReason(type, undefined), note: null };
    const { closed, messages } = await turnClosed(tx, actor, found, type, words);
    return { changed: closed, kind: 'closed', messages };
  }
  return { changed: found, kind: isLinked ? 'linked' : 'activity.moved', messages: [] };
};

/** One event a case (DESIGN S10), with the activities and, where it is new, the relation. */
const write = async (
  tx: Tx,
  actor: Actor,
  found: Case,
  other: Case,
  move: ActivityMove,
  { isLinked, end }: { readonly isLinked: boolean; readonly end: 'left' | 'joined' },
): Promise<void> => {
  const { changed: turned, kind, messages } = await turn(tx, actor, found, isLinked, end);
  const changed = { ...turned, facets: move.facetsOfWorked(turned) };
  const data = {
    ...closedReviewData(found, turned),
    activities: move.ids,
    [end === 'left' ? 'to' : 'from']: other.number,
    ...(isLinked ? { related: other.number } : {}),
  };
  await writeChange(tx, actor, changed, [{ kind, changes: diffCase(actor.tenant, found, changed), data }, ...messages]);
};

/**
 * Moves open activities of one case into another, or into a new one that takes unit, owner, customer and restriction from
 * it (`activity.changeCase` on both). A closed target opens; a case that is left without open activities closes.
 * Answers the number of the case they are in now.
 *
 * Fails with `not-found` (`activity/unknown`, params `ids`; the cases), `forbidden`, `conflict` (`case/archived`;
 * `activity/several-cases`, `activity/completed`, `activity/other-customer`, params `ids`), `invalid` (`activity/same-case`,
 * `related/too-many`) and as `createCase`.
 */
export const moveActivities = async (tx: Tx, actor: Actor, move: ActivityMove): Promise<number> => {
  const { activities, locked } = await lock(tx, actor, move);
  const { source, target: known } = judge(actor, activities, locked, move.into);
  // A number that was taken for a case is never given again: what can be refused is refused before.
  if (move.relate && known === undefined) await requireRoomForOne(tx, actor, source.number);
  const target = known ?? (await split(tx, actor, source, move, typeof move.into === 'number' ? {} : move.into));
  const related = move.relate
    ? await changeRelations(tx, actor, source.number, [source, target], { link: [target.number], unlink: [] })
    : undefined;
  const isLinked = related?.change !== undefined;
  const at = new Date(Math.max(tx.now(), source.historyAt.getTime() + 1, target.historyAt.getTime() + 1));
  await moveActivityRows(tx, actor.tenant.id, move.ids, target.number, at, recordedUser(actor)?.id ?? null);
  await write(tx, actor, source, target, move, { isLinked, end: 'left' });
  if (known !== undefined) await write(tx, actor, known, source, move, { isLinked, end: 'joined' });
  return target.number;
};
