import type { Tx } from '../../storage/transaction.ts';
import { mayAct, requirePermission, seesCase } from '../access/access.ts';
import { type Actor, recordedUser } from '../actor.ts';
import { appendEvents } from '../cases/append-events.ts';
import type { Case } from '../cases/case.ts';
import { lockCases } from '../cases/case-store.ts';
import { requireCaseType } from '../cases/edit-case.ts';
import { selectCustomers } from '../customers/customers-store.ts';
import { DomainError, forbidden, invalid } from '../errors.ts';
import type { CaseTypeTask } from '../tenants/tenant.ts';
import { countCaseTasks } from './count-tasks.ts';
import { judgeTask } from './judge-task.ts';
import type { Task, TaskLink } from './task.ts';
import { insertTask } from './tasks-store.ts';

export interface NewTask {
  /** Absent: the name of the kind. */
  readonly title?: string;
  readonly message?: string;
  /** Key of one of the case type's tasks; wants exactly one case. */
  readonly kind?: string | null;
  /** Neither users nor groups: the actor. */
  readonly assigneeIds?: readonly number[];
  readonly assigneeGroupIds?: readonly number[];
  readonly dueAt?: Date | null;
  /** Cases and people, by number and id; what stands there twice counts once. */
  readonly links?: readonly TaskLink[];
}

/** Most cases and people that one task is attached to. */
export const maxTaskLinks = 1000;

const distinct = (links: readonly TaskLink[]): TaskLink[] => {
  const known = new Map(links.map((link) => [`${link.caseNumber} ${link.customerId}`, link]));
  if (known.size > maxTaskLinks) {
    throw invalid('links', 'task/too-many-links', `A task is attached to at most ${maxTaskLinks} cases and people.`);
  }
  return [...known.values()];
};

/** The cases, locked: the actor sees each and may add to it (`case.view`; what is only shared is read only, DESIGN S2). */
const takeCases = async (tx: Tx, actor: Actor, links: readonly TaskLink[]): Promise<Case[]> => {
  const wanted = links.flatMap(({ caseNumber }) => caseNumber ?? []);
  const cases = wanted.length === 0 ? [] : await lockCases(tx, actor.tenant.id, wanted);
  const seen = new Set(cases.filter((one) => seesCase(actor, one)).map(({ number }) => number));
  const missing = wanted.find((number) => !seen.has(number));
  if (missing !== undefined) {
    throw invalid('links', 'case/unknown', `There is no case ${missing}.`, { number: missing });
  }
  const fixed = cases.find((one) => !mayAct(actor, 'case.view', one));
  if (fixed !== undefined) throw forbidden('case.view', { number: fixed.number });
  return cases;
};

const requirePeople = async (tx: Tx, actor: Actor, links: readonly TaskLink[]): Promise<void> => {
  const wanted = links.flatMap(({ customerId }) => customerId ?? []);
  if (wanted.length === 0) return;
  const known = await selectCustomers(tx, actor.tenant.id, wanted);
  const missing = wanted.find((id) => !known.has(id));
  if (missing !== undefined) {
    throw invalid('links', 'customer/unknown', `There is no customer ${missing}.`, { customerId: missing });
  }
};

/**
 * The case type's task of that key, where the case may have one more: there are fewer than its `max`, and each
 * prerequisite was completed, as often as its own minimum says.
 */
const judgeKind = async (tx: Tx, actor: Actor, key: string, cases: readonly Case[]): Promise<CaseTypeTask> => {
  const [found, ...others] = cases;
  if (found === undefined || others.length > 0) {
    throw invalid('kind', 'task/kind-of-no-case', 'A task of a kind belongs to one case.');
  }
  const type = requireCaseType(actor.tenant, found);
  const task = type.tasks.find((one) => one.key === key);
  if (task === undefined) {
    throw invalid('kind', 'task/unknown-kind', `The case type '${type.key}' has no task '${key}'.`, { kind: key });
  }
  const { byKind } = await countCaseTasks(tx, actor.tenant.id, found.number);
  const { todo = 0, done = 0 } = byKind.get(key) ?? {};
  if (task.max !== null && todo + done >= task.max) {
    throw new DomainError('conflict', 'task/too-many', `The case has as many tasks '${key}' as it may have.`, {
      params: { kind: key, max: task.max },
    });
  }
  const wanting = task.prerequisites.find((before) => {
    const min = type.tasks.find((one) => one.key === before)?.min ?? 0;
    return (byKind.get(before)?.done ?? 0) < Math.max(1, min);
  });
  if (wanting === undefined) return task;
  throw new DomainError('conflict', 'task/prerequisite', `The task '${wanting}' has to be completed before.`, {
    params: { kind: key, prerequisite: wanting },
  });
};

const assigneesOf = (actor: Actor, { assigneeIds = [], assigneeGroupIds = [] }: NewTask) => {
  const named = assigneeIds.length + assigneeGroupIds.length > 0;
  const caller = actor.user === null ? [] : [actor.user.id];
  return { assigneeIds: named ? [...new Set(assigneeIds)] : caller, assigneeGroupIds: [...new Set(assigneeGroupIds)] };
};

/**
 * Makes a task (`case.view`), alone or attached to cases and people, with an event on each case (DESIGN S9: no new
 * version; S13: archived and closed cases take it too). Fails with `forbidden` (also on a case that is only shared),
 * `invalid` (`task/…`, `user/unknown`, `group/unknown`, `case/unknown`, `customer/unknown`, as `requireText`), `conflict`
 * (`task/too-many`, `task/prerequisite`).
 */
export const createTask = async (tx: Tx, actor: Actor, input: NewTask): Promise<Task> => {
  requirePermission(actor, 'case.view');
  const links = distinct(input.links ?? []);
  const cases = await takeCases(tx, actor, links);
  const kind = input.kind ?? null;
  const ofType = kind === null ? undefined : await judgeKind(tx, actor, kind, cases);
  const title = input.title ?? ofType?.name ?? '';
  const { message = '', dueAt = null } = input;
  const assignees = assigneesOf(actor, input);
  judgeTask(actor.tenant, { title, message, ...assignees });
  await requirePeople(tx, actor, links);

  const createdAt = new Date(tx.now());
  const creatorId = recordedUser(actor)?.id ?? null;
  const row = { kind, title, message, creatorId, dueAt, createdAt, links, ...assignees };
  const id = await insertTask(tx, actor.tenant.id, row);
  await appendEvents(tx, actor, cases, () => ({
    kind: 'task.created',
    data: { task: id, title, ...(kind === null ? {} : { kind }) },
  }));
  return {
    ...row,
    id,
    state: 'new',
    isReview: false,
    creatorGroupId: null,
    changedAt: createdAt,
    closedAt: null,
    closedById: null,
  };
};
