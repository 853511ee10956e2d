/** Activities in the store. Whoever changes one holds the lock of its case. */
import type { Db, Tx } from '../../storage/transaction.ts';
import type { Activity, ActivityHead } from './activity.ts';

/** Of `activities a`, named as the properties of `ActivityHead`. */
export const activityColumns = `a.activity_id as "id", a.case_number as "caseNumber", a.unit_id as "unitId", a.type, a.subtype,
  a.mode, a.status, a.assignee_id as "assigneeId", a.subject, a.contact_point as "contactPoint", a.created_at as "createdAt", a.created_by as "createdById", a.modified_at as "modifiedAt",
  a.modified_by as "modifiedById"`;

const insertText = `
insert into activities (tenant_id, activity_id, case_number, unit_id, type, subtype, mode, status, assignee_id, subject,
  content, contact_point, facets, created_at, created_by, modified_at, modified_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $14, $15)`;

/** Stores an activity that was never changed yet. */
export const insertActivity = async (tx: Tx, tenantId: number, activity: Activity): Promise<void> => {
  await tx.rows({
    text: insertText,
    values: [
      tenantId,
      activity.id,
      activity.caseNumber,
      activity.unitId,
      activity.type,
      activity.subtype,
      activity.mode,
      activity.status,
      activity.assigneeId,
      activity.subject,
      activity.content,
      activity.contactPoint,
      JSON.stringify(activity.facets),
      activity.createdAt,
      activity.createdById,
    ],
  });
};

/** The number of the next activity. It is never given again, so it is taken when nothing can be refused any more. */
export const takeActivityId = async (tx: Tx): Promise<number> => {
  const row = await tx.row<{ id: number }>({ text: `select next_number('activity_id')::integer as id`, values: [] });
  if (row === undefined) throw new Error('The sequence of activities answered no row.');
  return row.id;
};

/** The numbers of a case and of the activity that begins it, in one statement. */
export const takeCaseAndActivityNumbers = async (tx: Tx): Promise<{ number: number; activityId: number }> => {
  const row = await tx.row<{ number: number; activityId: number }>({
    text: `select next_number('case_number')::integer as number, next_number('activity_id')::integer as "activityId"`,
    values: [],
  });
  if (row === undefined) throw new Error('The sequences of cases and activities answered no row.');
  return row;
};

const byIds = `select ${activityColumns} from activities a
where a.tenant_id = $1 and a.activity_id = any($2::integer[]) order by a.activity_id`;

/** Activities by id, ascending; unknown ids are left out. The ids are positive int32. */
export const selectActivities = (db: Db, tenantId: number, ids: readonly number[]): Promise<ActivityHead[]> =>
  db.rows<ActivityHead>({ text: byIds, values: [tenantId, ids] });

const openOfCase = `select ${activityColumns} from activities a
where a.tenant_id = $1 and a.case_number = $2 and a.status <> 'completed' order by a.activity_id`;

/** The open activities of a case, by id. */
export const selectOpenActivities = (db: Db, tenantId: number, caseNumber: number): Promise<ActivityHead[]> =>
  db.rows<ActivityHead>({ text: openOfCase, values: [tenantId, caseNumber] });

const completeText = `
update activities set status = 'completed', modified_at = $3, modified_by = $4
where tenant_id = $1 and case_number = $2 and status <> 'completed'`;

/** Completes the open activities of a locked case (DESIGN S11, S13). */
export const completeActivities = async (
  tx: Tx,
  tenantId: number,
  caseNumber: number,
  at: Date,
  byId: number | null,
): Promise<void> => {
  await tx.rows({ text: completeText, values: [tenantId, caseNumber, at, byId] });
};

const moveText = `
update activities set case_number = $3, modified_at = $4, modified_by = $5
where tenant_id = $1 and activity_id = any($2::integer[])`;

/** Puts activities into another case; the transaction holds both cases. */
export const moveActivityRows = async (
  tx: Tx,
  tenantId: number,
  ids: readonly number[],
  caseNumber: number,
  at: Date,
  byId: number | null,
): Promise<void> => {
  await tx.rows({ text: moveText, values: [tenantId, ids, caseNumber, at, byId] });
};
