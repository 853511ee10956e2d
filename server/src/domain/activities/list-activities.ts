import type { Db } from '../../storage/transaction.ts';
import { seesCase } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import {
  type ActivityPage,
  countActivitiesOfCase,
  type ListedActivity,
  selectActivitiesOfCase,
  selectListedActivities,
} from './listed-activities-store.ts';

const isPossible = (id: number): boolean => Number.isInteger(id) && id > 0 && id <= 2_147_483_647;

/**
 * Activities by id with their cases' customers, ascending; which ids are unknown, and which are of cases that the actor
 * does not see. Fails with nothing: the face decides.
 */
export const findActivities = async (
  db: Db,
  actor: Actor,
  ids: readonly number[],
): Promise<{
  readonly activities: readonly ListedActivity[];
  readonly unknown: readonly number[];
  readonly unseen: readonly number[];
}> => {
  const found = await selectListedActivities(db, actor.tenant.id, ids.filter(isPossible));
  const known = new Set(found.map(({ activity }) => activity.id));
  return {
    activities: found.filter(({ access }) => seesCase(actor, access)),
    unknown: ids.filter((id) => !known.has(id)),
    unseen: found.filter(({ access }) => !seesCase(actor, access)).map(({ activity }) => activity.id),
  };
};

/**
 * A page of the activities of a case, by id, and how many there are where they are to be counted. Of a case that is
 * unknown or not seen there are none. Fails with nothing.
 */
export const listActivities = async (
  db: Db,
  actor: Actor,
  caseNumber: number,
  page: ActivityPage & { readonly count: boolean },
): Promise<{ readonly activities: readonly ListedActivity[]; readonly count: number | undefined }> => {
  if (!isPossible(caseNumber)) return { activities: [], count: 0 };
  const [activities, count] = await Promise.all([
    selectActivitiesOfCase(db, actor, caseNumber, page),
    page.count ? countActivitiesOfCase(db, actor, caseNumber) : undefined,
  ]);
  return { activities, count };
};
