/** A task: something that somebody is to do, alone or about cases and people. */

/** `new` until somebody takes it up; `completed` and `cancelled` are closed, for good. */
export const taskStates = ['new', 'open', 'completed', 'cancelled'] as const;

export type TaskState = (typeof taskStates)[number];

/** What a task is attached to: one of the two. */
export interface TaskLink {
  readonly caseNumber: number | null;
  readonly customerId: number | null;
}

export interface Task {
  readonly id: number;
  /** Key of one of the case type's tasks; null: of none. */
  readonly kind: string | null;
  readonly title: string;
  readonly message: string;
  readonly state: TaskState;
  /** Made by auto disposition, when its case came up for review. */
  readonly isReview: boolean;
  /** Who sent it: a user, or a group; neither: the system. */
  readonly creatorId: number | null;
  readonly creatorGroupId: number | null;
  readonly assigneeIds: readonly number[];
  readonly assigneeGroupIds: readonly number[];
  readonly dueAt: Date | null;
  readonly createdAt: Date;
  /** When it was last changed, whoever did it. */
  readonly changedAt: Date;
  readonly closedAt: Date | null;
  /** Null: nobody, or the system. */
  readonly closedById: number | null;
  /** In the order they were given. */
  readonly links: readonly TaskLink[];
}

export const isClosed = ({ state }: Pick<Task, 'state'>): boolean => state === 'completed' || state === 'cancelled';

/** Numbers of the cases that it is attached to, in order. */
export const casesOf = ({ links }: Pick<Task, 'links'>): number[] =>
  links.flatMap(({ caseNumber }) => (caseNumber === null ? [] : [caseNumber]));
