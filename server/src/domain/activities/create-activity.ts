import type { Tx } from '../../storage/transaction.ts';
import { requireInUnit } from '../access/access.ts';
import { type Actor, recordedUser } from '../actor.ts';
import type { Case, Facets } from '../cases/case.ts';
import { createCase } from '../cases/create-case.ts';
import { diffCase } from '../cases/diff-case.ts';
import { requireCaseType } from '../cases/edit-case.ts';
import { takeCase } from '../cases/find-case.ts';
import { isStorable, requireText, widths } from '../cases/judge-fields.ts';
import { requireUnarchived } from '../cases/precondition.ts';
import { turnOpen } from '../cases/turn-case.ts';
import { writeChange } from '../cases/write-change.ts';
import { type CustomerClue, requireCustomer } from '../customers/require-customer.ts';
import { invalid } from '../errors.ts';
import type { NewEvent } from '../history/event.ts';
import { insertActivity, takeActivityId, takeCaseAndActivityNumbers } from './activities-store.ts';
import { type Activity, waits } from './activity.ts';

/** What the caller says of an activity itself. */
type Described = Pick<
  Activity,
  'unitId' | 'type' | 'subtype' | 'mode' | 'subject' | 'content' | 'contactPoint' | 'facets'
>;

export interface NewActivity extends Described {
  /** Whose contact it is; null: nobody's that is known. */
  readonly customer: CustomerClue | null;
  /** The case that it joins; absent: a new one. */
  readonly caseNumber?: number;
  /** The subject of a new case, whose number is part of it. */
  readonly subjectOfNew: (number: number) => string;
  /** What the face keeps of a case that the activity begins, and of one that it joins. */
  readonly facetsOfNew: Facets;
  readonly facetsOfJoined: (found: Case) => Facets;
}

const judge = (actor: Actor, input: NewActivity): void => {
  requireInUnit(actor, 'case.create', input.unitId);
  requireText('subject', input.subject, widths.subject);
  for (const text of [input.content, input.contactPoint]) {
    if (text !== null && !isStorable(text)) {
      throw invalid('content', 'case/invalid-text', 'A text holds U+0000 or half of a surrogate pair.');
    }
  }
};

/** The activity as it is stored: a call or a task is its maker's, a mail waits. */
const draft = (actor: Actor, input: NewActivity, id: number, caseNumber: number, at: Date): Activity => {
  const { unitId, type, subtype, mode, subject, content, contactPoint, facets } = input;
  const byId = recordedUser(actor)?.id ?? null;
  return {
    id,
    caseNumber,
    ...{ unitId, type, subtype, mode, subject, content, contactPoint, facets },
    status: waits(type) ? 'awaiting_assignment' : 'assigned',
    assigneeId: waits(type) ? null : byId,
    createdAt: at,
    createdById: byId,
    modifiedAt: at,
    modifiedById: byId,
  };
};

/** A closed case opens again by it (DESIGN S12), by the permission of this call; an open one keeps version and owner (S9). */
const join = async (tx: Tx, actor: Actor, input: NewActivity, caseNumber: number): Promise<Activity> => {
  const found = await takeCase(tx, actor, { number: caseNumber }, 'case.create');
  requireUnarchived(found);
  if (input.customer !== null) await requireCustomer(tx, actor, input.customer);
  const isClosed = found.category === 'closed';
  const opened = isClosed ? turnOpen(found, requireCaseType(actor.tenant, found)) : found;
  const changed = { ...opened, facets: input.facetsOfJoined(opened) };
  const at = new Date(Math.max(tx.now(), found.historyAt.getTime() + 1));
  const activity = draft(actor, input, await takeActivityId(tx), found.number, at);
  await insertActivity(tx, actor.tenant.id, activity);
  const event: NewEvent = {
    kind: isClosed ? 'reopened' : 'activity.added',
    changes: diffCase(actor.tenant, found, changed),
    data: { activity: activity.id, type: activity.type },
  };
  await writeChange(tx, actor, changed, [event]);
  return activity;
};

/** The new case is of the default type; a call or a task makes it the caller's, a mail leaves it without owner. */
const begin = async (tx: Tx, actor: Actor, input: NewActivity): Promise<Activity> => {
  const { unitId, type, subjectOfNew } = input;
  const customerId = input.customer === null ? null : await requireCustomer(tx, actor, input.customer);
  let activityId = 0;
  const created = await createCase(tx, actor, {
    referenceStyle: 'number',
    unitId,
    customerId,
    ownerId: waits(type) ? null : (recordedUser(actor)?.id ?? null),
    facets: input.facetsOfNew,
    prepare: async () => {
      const taken = await takeCaseAndActivityNumbers(tx);
      activityId = taken.activityId;
      const { number } = taken;
      return { number, subject: subjectOfNew(number), data: { activity: activityId, type } };
    },
  });
  const activity = draft(actor, input, activityId, created.number, created.createdAt);
  await insertActivity(tx, actor.tenant.id, activity);
  return activity;
};

/**
 * Makes an activity, in a case or with a new one, as one event of that case (`case.create` in the activity's unit, and on
 * the case that it joins). Fails with `forbidden`, `not-found` (the case), `conflict` `case/archived`, `invalid`
 * (`customer/unknown`, texts) and as `createCase`.
 */
export const createActivity = (tx: Tx, actor: Actor, input: NewActivity): Promise<Activity> => {
  judge(actor, input);
  return input.caseNumber === undefined ? begin(tx, actor, input) : join(tx, actor, input, input.caseNumber);
};
