import type { Tx } from '../../storage/transaction.ts';
import { requireOnCase, requireSeen, unknownCase } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import type { Case, Facets } from '../cases/case.ts';
import { lockCasesByUid } from '../cases/case-store.ts';
import { isSame } from '../cases/diff-case.ts';
import { type Outcomes, settle } from '../cases/each-case.ts';
import { requireUnarchived } from '../cases/precondition.ts';
import { writeChange } from '../cases/write-change.ts';
import type { NewEvent } from '../history/event.ts';
import { changeRelations, type PlannedRelations, touchOtherEnds } from './relate-cases.ts';
import { selectRelationFacets, updateRelationFacets } from './relations-store.ts';

export interface Linking {
  /** Uids of the cases at the other end. */
  readonly others: readonly string[];
  /** False takes the relations away. */
  readonly link: boolean;
  /** What the face keeps of each relation at either end: which of the two is which. */
  readonly near: Facets;
  readonly far: Facets;
  /** What the events record beside. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Those already linked of which the face keeps something else: saying so anew is a change for both ends. */
const turned = async (tx: Tx, actor: Actor, number: number, others: readonly number[], near: Facets) => {
  const kept = await selectRelationFacets(tx, actor.tenant.id, number, others);
  return others.filter((other) =>
    Object.entries(near).some(([face, members]) => !isSame(kept.get(other)?.[face], members)),
  );
};

const plan = async (
  tx: Tx,
  actor: Actor,
  locked: readonly Case[],
  found: Case,
  numbers: number[],
  linking: Linking,
) => {
  const { number } = found;
  const { link, near, far } = linking;
  const wanted = link ? { link: numbers, unlink: [] } : { link: [], unlink: numbers };
  const planned = await changeRelations(tx, actor, number, locked, wanted);
  if (!link) return planned;
  const others = await turned(tx, actor, number, numbers, near);
  await updateRelationFacets(tx, actor.tenant.id, number, others, { near, far });
  return { ...planned, linked: [...new Set([...planned.linked, ...others])] } satisfies PlannedRelations;
};

/** One for each relation (DESIGN S10), each from where the one before left it. */
const eventsOf = ({ link, data }: Linking, { linked, unlinked, change }: PlannedRelations): NewEvent[] => {
  let before = (change?.from ?? []) as readonly number[];
  return (link ? linked : unlinked).map((other) => {
    const rest = before.filter((one) => one !== other);
    const after = link ? [...rest, other].sort((left, right) => left - right) : rest;
    const isNew = after.length !== before.length;
    const changes = change && isNew ? [{ field: 'related', from: before, to: after }] : [];
    before = after;
    return { kind: link ? 'linked' : 'unlinked', changes, data: { ...data, related: other } };
  });
};

const linkOne = async (tx: Tx, actor: Actor, uid: string, linking: Linking): Promise<void> => {
  const locked = await lockCasesByUid(tx, actor.tenant.id, [uid, ...linking.others]);
  const known = new Map(locked.map((one) => [one.uid, one]));
  const find = (named: string): Case => {
    const one = known.get(named);
    if (one === undefined) throw unknownCase({ uid: named });
    requireSeen(actor, one);
    return one;
  };
  const found = find(uid);
  const numbers = [...new Set(linking.others)].map((other) => find(other).number);
  requireOnCase(actor, 'case.edit', found);
  requireUnarchived(found);
  const planned = await plan(tx, actor, locked, found, numbers, linking);
  if (planned.linked.length + planned.unlinked.length === 0) return;
  await touchOtherEnds(tx, actor, found.number, locked, planned, linking.data);
  await writeChange(tx, actor, found, eventsOf(linking, planned));
};

/**
 * Relates cases to others, or takes those relations away, each case with all of its others or not at all: `case.edit` on
 * the case, the others only seen. What is so already stays so, without an event. Why each case was refused, in order:
 * `not-found` (itself or another), `forbidden`, `conflict` `case/archived`, `invalid` (`related/itself`,
 * `related/too-many`).
 */
export const linkCases = async (
  tx: Tx,
  actor: Actor,
  linkings: readonly { readonly uid: string; readonly linking: Linking }[],
): Promise<Outcomes> => {
  await lockCasesByUid(
    tx,
    actor.tenant.id,
    linkings.flatMap(({ uid, linking }) => [uid, ...linking.others]),
  );
  const outcomes: Outcomes[number][] = [];
  for (const { uid, linking } of linkings) outcomes.push(await settle(() => linkOne(tx, actor, uid, linking)));
  return outcomes;
};
