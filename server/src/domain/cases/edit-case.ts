import { RetryTransaction, type Tx } from '../../storage/transaction.ts';
import {
  mayAct,
  requireEditOwned,
  requireGiveTo,
  requireInUnit,
  requireOnCase,
  unknownCase,
} from '../access/access.ts';
import { type OwnerRule, requireFitOwner } from '../access/require-fit-owner.ts';
import type { Actor } from '../actor.ts';
import { statusCategory } from '../case-types/status-category.ts';
import { closedReviewData, closeReview, isAnswer } from '../disposition/close-review.ts';
import { requireReview } from '../disposition/review-date.ts';
import { DomainError, internal } from '../errors.ts';
import { deleteSubmissions, insertSubmissions, selectSubmissions } from '../forms/forms-store.ts';
import type { NewSubmission } from '../forms/submission.ts';
import type { Change, NewEvent } from '../history/event.ts';
import { endTicket } from '../queues/ticket-steps-store.ts';
import { mintReference, type ReferenceStyle, requireReference } from '../references/reference.ts';
import { changeRelations, type RelationChange, touchOtherEnds } from '../relations/relate-cases.ts';
import { unwatched } from '../targets/target.ts';
import type { CaseType, Tenant } from '../tenants/tenant.ts';
import type { AttributeValue, Case, CaseFields, Facets } from './case.ts';
import { lockCases } from './case-store.ts';
import { closureReason } from './closing.ts';
import { diffCase, isSame } from './diff-case.ts';
import { judgeAttributes, judgeFields } from './judge-fields.ts';
import { type Precondition, requireFresh, requireNotClosed, requireUnarchived } from './precondition.ts';
import { turnClosed, turnOpen } from './turn-case.ts';
import { writeChange } from './write-change.ts';

/** What one command does behind another, with an event of its own (DESIGN S10). */
export interface CaseStep {
  readonly kind: 'edited' | 'screened';
  /** What a face keeps of it, given the case before the step and the instant of its event: merged member by member. */
  readonly facets: (found: Case, at: Date) => Facets;
  readonly data?: Readonly<Record<string, unknown>>;
}

export interface CaseEdit extends Precondition {
  /** Absent members stay. `facets` are merged: a face's member given replaces that member. */
  readonly fields?: Partial<Omit<CaseFields, 'attributes'>>;
  /** Gives the case a fresh reference in that style. */
  readonly newReference?: ReferenceStyle;
  /** By key; null or empty removes; keys not named stay. */
  readonly attributes?: { readonly [key: string]: AttributeValue | null };
  readonly relations?: RelationChange;
  /** Replaces all forms of the case, in this order; absent: they stay. */
  readonly forms?: readonly NewSubmission[];
  /** Refuse a closed case (`case/not-open`), as eGain does. */
  readonly openOnly?: boolean;
  /** An edit even where nothing differs (DESIGN S9: eGain's Edit Case, World-Check's PUT). */
  readonly countUnchanged?: boolean;
  readonly ownerRule?: OwnerRule;
  /** Opens or closes the case too, in the same event (S11, S12; wants `case.close`). What is so already stays so. */
  readonly open?: boolean;
  readonly data?: Readonly<Record<string, unknown>>;
  /** Done behind the edit, each with its own event (DESIGN S10). */
  readonly steps?: readonly CaseStep[];
  /** Called with the locked case, before the judgement of fields: for faces whose edit depends on what is there. */
  readonly derive?: (found: Case) => Partial<Omit<CaseFields, 'attributes'>>;
}

export const requireCaseType = (tenant: Tenant, found: Pick<Case, 'type' | 'number'>): CaseType => {
  const type = tenant.caseTypes.get(found.type);
  if (type === undefined) throw internal(`The case ${found.number} has the type '${found.type}', which is not there.`);
  return type;
};

/** The users of a case: whoever stays one is not judged again, whatever became of him since. */
const usersOf = ({ ownerId, assigneeIds }: Case): readonly number[] =>
  ownerId === null ? assigneeIds : [ownerId, ...assigneeIds];

/** S4 for a new owner, also for one of the assignees; who may be an assignee for those who are added. */
const judgeOwner = (actor: Actor, found: Case, edit: CaseEdit, fields: Partial<CaseFields>): void => {
  const { tenant } = actor;
  const rule = edit.ownerRule ?? 'licensed-in-unit';
  const unitId = fields.unitId === undefined ? found.unitId : fields.unitId;
  const before = usersOf(found);
  const { ownerId } = fields;
  if (typeof ownerId === 'number' && ownerId !== found.ownerId) {
    const stays = rule === 'enabled' && before.includes(ownerId);
    if (!stays) requireFitOwner(tenant, ownerId, null, rule);
    requireGiveTo(actor, ownerId, found);
    if (!stays) requireFitOwner(tenant, ownerId, unitId, rule);
  }
  for (const id of fields.assigneeIds ?? []) {
    if (!before.includes(id)) requireFitOwner(tenant, id, unitId, rule);
  }
};

const judgeMove = (actor: Actor, found: Case, unitId: number | null | undefined): void => {
  if (unitId === undefined || unitId === found.unitId) return;
  if (!found.restricted || !mayAct(actor, 'case.edit', found)) requireInUnit(actor, 'case.edit', unitId);
};

/** A face's member that is given replaces that member. */
export const mergeFacets = (before: Facets, given: Facets | undefined): Facets => {
  if (given === undefined) return before;
  const merged: { [face: string]: Facets[string] } = { ...before };
  for (const [face, members] of Object.entries(given)) merged[face] = { ...before[face], ...members };
  return merged;
};

/** Values equal to the present ones are no change, and are not judged (DESIGN S8). */
const onlyChanged = (found: Case, fields: Partial<CaseFields>): Partial<CaseFields> =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) => value !== undefined && !isSame(value, found[name as keyof CaseFields]),
    ),
  );

const applyFields = (actor: Actor, found: Case, edit: CaseEdit): Case => {
  const type = requireCaseType(actor.tenant, found);
  const minted = edit.newReference && (mintReference(edit.newReference) ?? String(found.number));
  const given = { ...edit.fields, ...edit.derive?.(found), ...(minted === undefined ? {} : { reference: minted }) };
  const fields = onlyChanged(found, given);
  judgeOwner(actor, found, edit, fields);
  judgeMove(actor, found, fields.unitId);
  if (fields.reference !== undefined) requireReference(fields.reference);
  if (fields.status !== undefined) requireNotClosed(found);
  judgeFields(actor.tenant, type, fields, usersOf(found));
  if ('reviewAt' in fields || 'reviewNotes' in fields) requireReview(actor, 'update');
  const attributes =
    edit.attributes === undefined ? found.attributes : judgeChanged(actor.tenant, found.attributes, edit.attributes);
  const status = fields.status ?? found.status;
  return {
    ...found,
    ...fields,
    // A target from elsewhere takes the place of the one that was paused (contract goss §6.6).
    ...(fields.dueAt === undefined ? {} : unwatched),
    attributes,
    facets: mergeFacets(found.facets, given.facets),
    status,
    category: status === found.status ? found.category : statusCategory(type, status),
  };
};

/** Judges the attributes that are given; those that stay are not judged again (their configuration may have changed). */
export const judgeChanged = (
  tenant: Tenant,
  before: Case['attributes'],
  given: { readonly [key: string]: AttributeValue | null },
): Case['attributes'] => {
  const judged = judgeAttributes(tenant, given);
  const kept = Object.entries(before).filter(([key]) => !Object.hasOwn(given, key));
  const merged = { ...Object.fromEntries(kept), ...judged };
  const order = [...tenant.attributes.keys()];
  return Object.fromEntries(
    Object.entries(merged).sort(([left], [right]) => order.indexOf(left) - order.indexOf(right)),
  );
};

/** A review date that is set to none, or to one to come, is the answer to the review (contract tracker D9). */
const answerReview = async (tx: Tx, actor: Actor, found: Case, edited: Case): Promise<Case> =>
  isSame(edited.reviewAt, found.reviewAt) || !isAnswer(edited.reviewAt, tx.now())
    ? edited
    : closeReview(tx, actor, edited);

const saveForms = async (
  tx: Tx,
  actor: Actor,
  found: Case,
  forms: readonly NewSubmission[] | undefined,
): Promise<Change | undefined> => {
  if (forms === undefined) return undefined;
  const before = await selectSubmissions(tx, actor.tenant.id, [found.number]);
  const bare = ({ formId, data, facets }: NewSubmission) => ({ formId, data, facets: facets ?? {} });
  if (isSame(before.map(bare), forms.map(bare))) return undefined;
  const formIds = forms.map(({ formId }) => formId);
  await deleteSubmissions(tx, actor.tenant.id, found.number, formIds);
  if (forms.length > 0) await insertSubmissions(tx, actor, found.number, forms, new Date(tx.now()));
  return { field: 'forms', from: before.map(bare), to: forms.map(bare) };
};

interface Turned {
  readonly changed: Case;
  readonly kind: 'edited' | 'closed' | 'reopened';
  readonly messages: readonly NewEvent[];
}

const stay = (changed: Case): Turned => ({ changed, kind: 'edited', messages: [] });

/** The edited case closed where it was open, and the other way round. */
const turn = async (tx: Tx, actor: Actor, edited: Case): Promise<Turned> => {
  const type = requireCaseType(actor.tenant, edited);
  if (edited.category === 'closed') return { changed: turnOpen(edited, type), kind: 'reopened', messages: [] };
  const words = { reason: closureReason(type, undefined), note: null };
  const { closed, messages } = await turnClosed(tx, actor, edited, type, words);
  return { changed: closed, kind: 'closed', messages };
};

/**
 * The case after the steps, and their events, to be written behind `ahead` others at that `nowMs`. A step that changes
 * nothing writes no event, except `screened`, which happened all the same.
 */
export const takeSteps = (
  tenant: Tenant,
  found: Case,
  steps: readonly CaseStep[],
  ahead: number,
  nowMs: number,
): { readonly made: Case; readonly events: readonly NewEvent[] } => {
  // As `chainEvents` reckons: the first at the clock or 1 ms after the last there is, the others 1 ms apart.
  const firstMs = Math.max(nowMs, found.historyAt.getTime() + 1) + ahead;
  const events: NewEvent[] = [];
  let made = found;
  for (const { kind, facets, data } of steps) {
    const at = new Date(firstMs + events.length);
    const next: Case = { ...made, facets: mergeFacets(made.facets, facets(made, at)) };
    const changes = diffCase(tenant, made, next);
    if (changes.length === 0 && kind === 'edited') continue;
    events.push({ kind, changes, ...(data ? { data } : {}) });
    made = next;
  }
  return { made, events };
};

/** A minted reference that is taken is minted again. */
const isTakenReference = (error: unknown): boolean =>
  error instanceof DomainError && error.code === 'case/duplicate-reference';

export interface Edited {
  /** As it stands after the commit. */
  readonly case: Case;
  readonly changed: boolean;
}

/**
 * Changes fields, attributes, relations and forms of one case, whole, as one event (DESIGN S10). Whoever edits sees the
 * case, has `case.edit` on it, and S3 where another owns it; a new owner wants S4, another unit `case.edit` there too, and
 * withdraws an open ticket (S15).
 *
 * Checked in this order: `not-found`; `forbidden` (`access/forbidden`, `access/pull`); `conflict` `case/archived`,
 * `case/not-open`; `stale`; owner (`invalid` `user/…`, `forbidden` `access/transfer`); unit; fields (`invalid`);
 * `forbidden` `disposition/review`; relations; last `conflict` `case/duplicate-reference`.
 */
export const editCase = async (tx: Tx, actor: Actor, number: number, edit: CaseEdit): Promise<Edited> => {
  const { relations } = edit;
  const locked = await lockCases(tx, actor.tenant.id, [
    number,
    ...(relations ? [...relations.link, ...relations.unlink] : []),
  ]);
  const found = locked.find((one) => one.number === number);
  if (found === undefined) throw unknownCase({ number });
  requireOnCase(actor, 'case.edit', found);
  requireEditOwned(actor, found);
  return editTaken(tx, actor, found, edit, locked);
};

/**
 * The rest of `editCase` for a case that the caller has locked and found permitted, for faces that read a request by what
 * the case is, and for what is no edit of its fields (S3): from `conflict` `case/archived` on. `locked` holds the case and the other ends of its relations.
 */
export const editTaken = async (
  tx: Tx,
  actor: Actor,
  found: Case,
  edit: CaseEdit,
  locked: readonly Case[] = [found],
): Promise<Edited> => {
  const { number } = found;
  const { relations } = edit;
  requireUnarchived(found);
  if (edit.openOnly) requireNotClosed(found);
  requireFresh(found, edit);
  const turns = edit.open !== undefined && edit.open !== (found.category !== 'closed');
  if (turns) requireOnCase(actor, 'case.close', found);

  const edited = await answerReview(tx, actor, found, applyFields(actor, found, edit));
  const { changed, kind, messages } = turns ? await turn(tx, actor, edited) : stay(edited);
  const related = relations ? await changeRelations(tx, actor, number, locked, relations) : undefined;
  const formsChange = await saveForms(tx, actor, found, edit.forms);
  const changes: Change[] = diffCase(actor.tenant, found, changed);
  if (related?.change) changes.push(related.change);
  if (formsChange) changes.push(formsChange);
  const isEdit = changes.length > 0 || edit.countUnchanged === true;
  const nowMs = tx.now();
  const { made, events } = takeSteps(actor.tenant, changed, edit.steps ?? [], isEdit ? 1 : 0, nowMs);
  if (!isEdit && events.length === 0) return { case: found, changed: false };

  if (changed.unitId !== found.unitId) {
    await endTicket(tx, actor.tenant.id, number, 'withdrawn', new Date(tx.now()));
  }
  if (related) await touchOtherEnds(tx, actor, number, locked, related);
  const event: NewEvent = { kind, changes, data: { ...edit.data, ...closedReviewData(found, changed) } };
  const all = isEdit ? [event, ...events, ...messages] : events;
  try {
    return { case: await writeChange(tx, actor, made, all, nowMs), changed: true };
  } catch (error) {
    throw edit.newReference !== undefined && isTakenReference(error) ? new RetryTransaction() : error;
  }
};
