/** What becomes of a target when its time comes: a reminder before it, a breach at it (DESIGN §5). Each once a target. */
import type { Tx } from '../../storage/transaction.ts';
import type { Actor } from '../actor.ts';
import { statusCategory } from '../case-types/status-category.ts';
import { type Case, isOpen } from '../cases/case.ts';
import { lockCase } from '../cases/case-store.ts';
import { diffCase } from '../cases/diff-case.ts';
import { writeChange } from '../cases/write-change.ts';
import type { NewEvent } from '../history/event.ts';
import { type Audience, addressesOf } from '../messages/recipients.ts';
import { dueSteps } from './target.ts';

type Due = Case & { readonly dueAt: Date };

/** The case, locked, where its running target is not beyond `until` and is at less than `step`; else undefined. */
const takeDue = async (tx: Tx, actor: Actor, number: number, until: Date, step: number): Promise<Due | undefined> => {
  const found = await lockCase(tx, actor.tenant.id, { number });
  if (found === undefined || !isOpen(found) || found.dueAt === null) return undefined;
  return found.dueAt.getTime() <= until.getTime() && found.dueStep < step ? (found as Due) : undefined;
};

const tell = (actor: Actor, found: Due, template: string, audience: Audience): NewEvent[] =>
  addressesOf(actor, found, audience).map((to) => ({
    kind: 'message.queued',
    data: { channel: 'email', to, template, dueAt: found.dueAt.toISOString() },
  }));

/** Owner, assignees and groups; a case that is nobody's is the case managers'. */
const workersOf = ({ tenant }: Actor, found: Case): Audience => {
  const userIds = found.ownerId === null ? found.assigneeIds : [found.ownerId, ...found.assigneeIds];
  const groupIds = found.assigneeGroupIds;
  if (userIds.length + groupIds.length > 0) return { userIds, groupIds };
  const managers = tenant.caseTypes.get(found.type)?.managersGroupId ?? null;
  return { userIds: [], groupIds: managers === null ? [] : [managers] };
};

/**
 * Reminds who works on the case of a target that comes by `until`, in the case's own transaction: a message each, shown in
 * history. False where there is nothing to remind of (any more), so that two servers at once remind once.
 */
export const remindOfTarget = async (tx: Tx, actor: Actor, number: number, until: Date): Promise<boolean> => {
  const found = await takeDue(tx, actor, number, until, dueSteps.reminded);
  if (found === undefined) return false;
  const messages = tell(actor, found, 'target-reminder', workersOf(actor, found));
  await writeChange(tx, actor, { ...found, dueStep: dueSteps.reminded }, messages);
  return true;
};

/**
 * Notes that the target passed by `at`, and escalates as the case type says: its escalated status, where it has one, and a
 * message to each of the escalation group. False where that is done already, or the target moved.
 */
export const breachTarget = async (tx: Tx, actor: Actor, number: number, at: Date): Promise<boolean> => {
  const found = await takeDue(tx, actor, number, at, dueSteps.breached);
  if (found === undefined) return false;
  const type = actor.tenant.caseTypes.get(found.type);
  const status = type?.statuses.escalated ?? found.status;
  const category = type === undefined || status === found.status ? found.category : statusCategory(type, status);
  const changed: Case = { ...found, status, category, dueStep: dueSteps.breached };
  const events: NewEvent[] = [{ kind: 'target.breached', data: { dueAt: found.dueAt.toISOString() } }];
  const changes = diffCase(actor.tenant, found, changed);
  if (changes.length > 0) events.push({ kind: 'escalated', changes });
  const group = type?.escalationGroupId ?? null;
  const audience = { userIds: [], groupIds: group === null ? [] : [group] };
  await writeChange(tx, actor, changed, [...events, ...tell(actor, found, 'case-escalated', audience)]);
  return true;
};
