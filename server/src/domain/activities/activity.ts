/** The activity: one contact with a customer (a call, a mail, a task), worked off as part of a case. */
import type { Facets } from '../cases/case.ts';

export const activityTypes = ['call_track', 'email', 'task'] as const;

export type ActivityType = (typeof activityTypes)[number];

export const activityModes = ['inbound', 'outbound'] as const;

export type ActivityMode = (typeof activityModes)[number];

export type ActivityStatus = 'awaiting_assignment' | 'assigned' | 'completed';

export interface Activity {
  readonly id: number;
  readonly caseNumber: number;
  readonly unitId: number;
  readonly type: ActivityType;
  /** Whatever the caller calls it. */
  readonly subtype: string;
  readonly mode: ActivityMode;
  readonly status: ActivityStatus;
  /** Whose it is; null while it waits, or where the server itself made it. */
  readonly assigneeId: number | null;
  readonly subject: string | null;
  readonly content: string | null;
  /** The address or number of the contact, as it was sent. */
  readonly contactPoint: string | null;
  readonly facets: Facets;
  readonly createdAt: Date;
  readonly createdById: number | null;
  readonly modifiedAt: Date;
  readonly modifiedById: number | null;
}

/** What is read of an activity: what was said in it, and what faces keep, may be as large as a body. */
export type ActivityHead = Omit<Activity, 'content' | 'facets'>;

/** An open one is not completed yet. */
export const isOpenActivity = ({ status }: Pick<Activity, 'status'>): boolean => status !== 'completed';

/** A mail waits for somebody to take it; a call or a task is its maker's from the beginning. */
export const waits = (type: ActivityType): boolean => type === 'email';
