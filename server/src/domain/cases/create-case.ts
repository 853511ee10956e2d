import { isViolationOf } from '../../storage/sql-errors.ts';
import type { Tx } from '../../storage/transaction.ts';
import { RetryTransaction } from '../../storage/transaction.ts';
import { requireInUnit } from '../access/access.ts';
import { requireFitOwner } from '../access/require-fit-owner.ts';
import { type Actor, recordedUser } from '../actor.ts';
import { reckonTarget } from '../case-types/reckon-target.ts';
import { statusCategory } from '../case-types/status-category.ts';
import { requireReview, reviewDateOfNew } from '../disposition/review-date.ts';
import { DomainError, invalid } from '../errors.ts';
import { insertAttachments } from '../files/files-store.ts';
import { insertSubmissions } from '../forms/forms-store.ts';
import { changesIn } from '../history/changing.ts';
import { chainEvents, emptyChain, type NewEvent } from '../history/event.ts';
import { queueMessages } from '../history/messages-store.ts';
import { insertNote } from '../notes/notes-store.ts';
import { insertTicket, type Place, takePlace } from '../queues/enqueue.ts';
import type { Ticket } from '../queues/queues-store.ts';
import { mintReference, requireReference } from '../references/reference.ts';
import { unwatched } from '../targets/target.ts';
import type { CaseType } from '../tenants/tenant.ts';
import { newUid } from '../uid.ts';
import type { Case } from './case.ts';
import { type InsertedCase, insertCaseQuery, takeCaseNumber } from './case-store.ts';
import { closedFields, closingMessage, closureReason, judgeClosing } from './closing.ts';
import { diffCase } from './diff-case.ts';
import { judgeAttributes, judgeFields } from './judge-fields.ts';
import type { NewCase } from './new-case.ts';

const requireType = ({ tenant }: Actor, key: string | undefined): CaseType => {
  if (key === undefined) return tenant.defaultCaseType;
  const type = tenant.caseTypes.get(key);
  if (type === undefined) throw invalid('type', 'case-type/unknown', `There is no case type '${key}'.`, { type: key });
  return type;
};

const requireStarter = (actor: Actor, type: CaseType, input: NewCase): void => {
  const starter = input.starter ?? actor.user;
  if (type.startersGroupId === null || starter === null || starter.groupIds.includes(type.startersGroupId)) return;
  throw new DomainError('forbidden', 'case/not-a-starter', `The user may not start cases of the type '${type.key}'.`, {
    params: { permission: 'case.create', type: type.key },
  });
};

/** Who may make this case, and what it may hold: everything that can be said before the store is asked. */
const judge = (actor: Actor, input: NewCase): { type: CaseType; attributes: Case['attributes'] } => {
  const { splitFrom } = input;
  const unitId = input.unitId ?? null;
  if (splitFrom === undefined) requireInUnit(actor, 'case.create', unitId);
  if (input.close !== undefined) requireInUnit(actor, 'case.close', unitId);
  const type = requireType(actor, input.type);
  requireStarter(actor, type, input);
  if (input.reference !== undefined) requireReference(input.reference);
  const { status, ...fields } = input;
  const judged = {
    ...fields,
    attributes: {},
    ...(status === undefined || status === type.statuses.start ? {} : { status }),
  } as Partial<Case>;
  judgeFields(actor.tenant, type, judged, typeof splitFrom?.ownerId === 'number' ? [splitFrom.ownerId] : []);
  if (input.close !== undefined) judgeClosing(type, input.close);
  const attributes = judgeAttributes(actor.tenant, input.attributes ?? {});
  for (const id of [input.ownerId ?? null, ...(input.assigneeIds ?? [])]) {
    const isKept = id === splitFrom?.ownerId;
    if (id !== null && !isKept) requireFitOwner(actor.tenant, id, unitId, input.ownerRule ?? 'licensed-in-unit');
  }
  const setsReview = (input.reviewAt ?? null) !== null || (input.reviewNotes ?? '') !== '';
  if (setsReview) requireReview(actor, 'create');
  return { type, attributes };
};

type Unnumbered = Omit<Case, 'number' | 'reference'> & { readonly reference: string | null };

/** The case as it will stand when it is open; history's head is filled in by `withEvents`. */
const draft = (actor: Actor, input: NewCase, type: CaseType, attributes: Case['attributes'], at: Date): Unnumbered => {
  const { tenant } = actor;
  const status = input.status ?? type.statuses.start;
  const offenseTypeId = input.offenseTypeId ?? null;
  const by = recordedUser(actor)?.id ?? null;
  const ruled = input.dueAt ? null : reckonTarget(tenant, type, at);
  return {
    reference: input.reference ?? mintReference(input.referenceStyle),
    uid: newUid(at.getTime()),
    version: 1,
    type: type.key,
    subtype: input.subtype ?? null,
    stage: input.stage ?? null,
    status,
    category: statusCategory(type, status),
    offenseTypeId,
    subject: input.subject ?? '',
    description: input.description ?? null,
    solution: input.solution ?? null,
    severity: input.severity ?? 'medium',
    tags: input.tags ?? [],
    unitId: input.unitId ?? null,
    ownerId: input.ownerId ?? null,
    assigneeIds: input.assigneeIds ?? [],
    assigneeGroupIds: input.assigneeGroupIds ?? [],
    customerId: input.customerId ?? null,
    contactName: input.contactName ?? null,
    contactEmail: input.contactEmail ?? null,
    contactPhone: input.contactPhone ?? null,
    contactAddress: input.contactAddress ?? null,
    externalReference: input.externalReference ?? null,
    dueAt: input.dueAt ?? ruled,
    ...unwatched,
    dueByRule: ruled !== null,
    reviewAt: reviewDateOfNew(tenant, offenseTypeId, input.reviewAt ?? null, at),
    reviewNotes: input.reviewNotes ?? '',
    language: input.language ?? tenant.language,
    attributes,
    facets: input.facets ?? {},
    archived: false,
    restricted: input.splitFrom?.restricted ?? false,
    restrictedUserIds: input.splitFrom?.restrictedUserIds ?? [],
    restrictedGroupIds: input.splitFrom?.restrictedGroupIds ?? [],
    createdAt: at,
    createdById: by,
    modifiedAt: at,
    modifiedById: by,
    closedAt: null,
    closureReason: null,
    closureNote: null,
    reviewTaskId: null,
    ...emptyChain,
  };
};

const blank = { attributes: {}, facets: {} };

/** The creating event says what was set; what has its empty value anyway is left out. */
const createdEvent = (actor: Actor, opened: Unnumbered, input: NewCase, place: Place | undefined): NewEvent => {
  const { reference, ...rest } = opened;
  return {
    kind: 'created',
    changes: diffCase(actor.tenant, blank, { ...rest, ...(reference === null ? {} : { reference }) }).filter(
      ({ to }) => to !== '' && to !== false && !(Array.isArray(to) && to.length === 0),
    ),
    data: {
      ...input.data,
      ...(place ? { queue: place.queue.key, ticket: `${place.queue.prefix}${place.number}` } : {}),
      ...(input.forms?.length ? { forms: input.forms.map(({ formId }) => formId) } : {}),
      ...(input.attachments?.length ? { files: input.attachments.map(({ fileId }) => fileId) } : {}),
      ...(input.notes?.length ? { notes: input.notes.length } : {}),
    },
  };
};

const diffUnnumbered = (actor: Actor, before: Unnumbered, after: Unnumbered) =>
  diffCase(actor.tenant, { ...before, reference: '' }, { ...after, reference: '' });

/** What the creating call does beside creating: the case afterwards, and the events that say so. */
interface Step {
  readonly made: Unnumbered;
  readonly events: readonly NewEvent[];
}

const screen = (actor: Actor, opened: Unnumbered, screened: NonNullable<NewCase['screened']>, at: Date): Step => {
  const { facets, data } = screened;
  const made = { ...opened, facets: facets(at) };
  const changes = diffUnnumbered(actor, opened, made);
  return { made, events: [{ kind: 'screened', changes, ...(data ? { data } : {}) }] };
};

const close = (
  actor: Actor,
  opened: Unnumbered,
  type: CaseType,
  { data, ...words }: NonNullable<NewCase['close']>,
  at: Date,
): Step => {
  const reason = closureReason(type, words.reason);
  const note = words.note ?? null;
  const made = { ...opened, ...closedFields(type, reason, note, at) };
  const changes = diffUnnumbered(actor, opened, made);
  const closed: NewEvent = { kind: 'closed', changes, ...(data ? { data } : {}) };
  const message = closingMessage(opened.contactEmail, reason, note);
  return { made, events: message ? [closed, message] : [closed] };
};

/** The case as it will stand, and its history: the creating event, then what else the call does, each its own (DESIGN S10). */
const compose = (actor: Actor, opened: Unnumbered, type: CaseType, input: NewCase, created: NewEvent) => {
  const events = [created];
  let made = opened;
  // The chain has each event 1 ms after the one before.
  const next = (): Date => new Date(opened.createdAt.getTime() + events.length);
  const take = (step: Step): void => {
    made = step.made;
    events.push(...step.events);
  };
  if (input.screened !== undefined) take(screen(actor, made, input.screened, next()));
  if (input.close !== undefined) take(close(actor, made, type, input.close, next()));
  const chained = chainEvents(emptyChain, made.uid, made.createdById, actor.face, events, made.createdAt.getTime());
  const { count, lastAt } = changesIn(chained);
  return { made: { ...made, ...chained.head, version: count, modifiedAt: lastAt ?? made.createdAt }, events, chained };
};

type Composed = ReturnType<typeof compose>;

/** What is thrown where the reference is taken: a minted one is minted again. */
const takenReference = (given: string | undefined): Error =>
  given === undefined
    ? new RetryTransaction()
    : new DomainError('conflict', 'case/duplicate-reference', 'Another case has this reference.', {
        field: 'reference',
        params: { reference: given },
      });

/**
 * `isAll`: nothing else is asked of the transaction; `input.number`: taken already. Fails with `conflict`
 * `case/duplicate-reference`.
 */
const insert = async (
  tx: Tx,
  actor: Actor,
  { made, chained }: Composed,
  { reference, number, oneOfSeveral = false }: NewCase & { readonly number?: number },
  isAll: boolean,
) => {
  const created = { ...made, number };
  const query = insertCaseQuery(actor.tenant, created, chained, made.createdById, actor.face, oneOfSeveral);
  try {
    const [inserted] = isAll ? await tx.only<InsertedCase>(query) : await tx.rows<InsertedCase>(query);
    if (inserted !== undefined) return { ...made, ...inserted } satisfies Case;
  } catch (error) {
    throw isViolationOf(error, 'cases_reference_key') ? takenReference(reference) : error;
  }
  throw oneOfSeveral ? takenReference(reference) : new Error('The insert of a case answered no row.');
};

/**
 * Makes a case, whole: its fields, forms, notes, attachments, ticket and history in one transaction. The reference is
 * unique in the tenant by the database's own word (promise 1). Answers with the case as it stands after the commit.
 *
 * Fails with `forbidden` (`case.create`, `case.close` in the unit; `case/not-a-starter`; `access/…`), `invalid` (a field,
 * DESIGN S7, S8, S16; an owner who is not fit, S4; `case/unknown-reason` of the closing), `conflict`
 * (`case/duplicate-reference`, params `reference`; `disposition/incomplete`; `queue/full`).
 */
export const createCase = async (tx: Tx, actor: Actor, input: NewCase): Promise<Case> =>
  (await createQueued(tx, actor, input)).case;

/** A place in the queue that is asked for, and the case's number, taken before the case is made. */
const takePlaceAndNumber = async (
  tx: Tx,
  actor: Actor,
  { queueId, number }: NewCase & { readonly number?: number },
): Promise<{ readonly place: Place | undefined; readonly number: number | undefined }> => {
  if (queueId === undefined) return { place: undefined, number };
  const placing = takePlace(tx, actor, queueId);
  const numbering = number === undefined ? takeCaseNumber(tx) : Promise.resolve(number);
  numbering.catch(() => {}); // what it fails with is what the first failed with
  return { place: await placing, number: await numbering };
};

/** The ticket of the case that is being made. */
const joinAs = (
  tx: Tx,
  actor: Actor,
  number: number | undefined,
  place: Place | undefined,
  { close: closing }: NewCase,
): Promise<Ticket | undefined> => {
  if (place === undefined || number === undefined) return Promise.resolve(undefined);
  const ticketing = insertTicket(tx, actor, number, place, closing === undefined ? 'enqueued' : 'ended');
  ticketing.catch(() => {}); // what it fails with is what the case failed with
  return ticketing;
};

/** The same, with the ticket of a case that joins a queue. `andCommit`: the caller asks nothing more of the transaction. */
export const createQueued = async (
  tx: Tx,
  actor: Actor,
  asked: NewCase,
  andCommit = false,
): Promise<{ readonly case: Case; readonly ticket: Ticket | undefined }> => {
  const { type, attributes } = judge(actor, asked);
  const prepared = await asked.prepare?.(tx);
  const input: NewCase & { readonly number?: number } = { ...asked, ...prepared };
  const { place, number } = await takePlaceAndNumber(tx, actor, input);
  // A case that is made in a queue is made when it joins it: its ticket is no later than its last change.
  const at = place?.enqueuedAt ?? new Date(tx.now());
  const opened = draft(actor, input, type, attributes, at);

  const composed = compose(actor, opened, type, input, createdEvent(actor, opened, input, place));
  const { events, chained } = composed;
  const hasMessage = events.some(({ kind }) => kind === 'message.queued');
  const { forms = [], attachments = [], notes = [] } = input;
  const isShared = input.oneOfSeveral === true || prepared !== undefined || place !== undefined;
  const isDone = !hasMessage && forms.length + attachments.length + notes.length === 0;
  const inserting = insert(
    tx,
    actor,
    composed,
    { ...input, ...(number === undefined ? {} : { number }) },
    isDone && !isShared,
  );
  // Sent with the case, not after it: others wait for the queue.
  const ticketing = joinAs(tx, actor, number, place, input);
  if (isDone && andCommit) tx.done();
  const created = await inserting;
  const ticket = await ticketing;
  for (const note of notes) await insertNote(tx, actor, created.number, note, at);
  if (forms.length > 0) await insertSubmissions(tx, actor, created.number, forms, at);
  if (attachments.length > 0) await insertAttachments(tx, actor, created.number, attachments, at);
  await queueMessages(tx, actor, created.number, events, chained);
  return { case: created, ticket };
};
