import { requireEditOwned, requireOnCase } from '../../../domain/access/access.ts';
import { lockCase } from '../../../domain/cases/case-store.ts';
import { editCase } from '../../../domain/cases/edit-case.ts';
import { getCase } from '../../../domain/cases/find-case.ts';
import { type CaseOverview, getCaseOverview } from '../../../domain/cases/get-case-overview.ts';
import { readJsonBody } from '../body.ts';
import { caseAddress, caseNumberOf } from '../case-address.ts';
import { readCaseEdit } from '../case-edit.ts';
import type { Operation } from '../operation.ts';
import { toWireCase } from '../wire-case.ts';

/**
 * `PUT /api/cases/{id}` (D5). What is sent is compared with the case under its lock, so that of two edits at once each
 * changes only what its caller changed.
 */
export const editCaseOperation: Operation = {
  method: 'PUT',
  path: caseAddress,
  permission: 'case.edit',
  requireRecord: async ({ deps, request, actor }) => {
    const number = caseNumberOf(request);
    const found = await deps.core.view(actor, (db) => getCase(db, actor, { number }));
    requireOnCase(actor, 'case.edit', found);
    requireEditOwned(actor, found);
  },
  answer: async ({ deps, request, actor }) => {
    const { tenant } = actor;
    const number = caseNumberOf(request);
    const body = readJsonBody(request);
    const overview = await deps.core.run(actor, async (tx): Promise<CaseOverview> => {
      await lockCase(tx, tenant.id, { number });
      const found = await getCaseOverview(tx, actor, { number });
      const reading = { tenant, now: deps.now(), problems: [] };
      const edit = readCaseEdit(reading, body, found, toWireCase(actor, found));
      if (edit === undefined) return found;
      const { changed } = await editCase(tx, actor, number, edit);
      return changed ? getCaseOverview(tx, actor, { number }) : found;
    });
    return toWireCase(actor, overview);
  },
};
