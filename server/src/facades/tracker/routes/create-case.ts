import { createCase } from '../../../domain/cases/create-case.ts';
import type { CaseOverview } from '../../../domain/cases/get-case-overview.ts';
import { selectSubmissions } from '../../../domain/forms/forms-store.ts';
import { readJsonBody } from '../body.ts';
import { readNewCase } from '../new-case.ts';
import type { Operation } from '../operation.ts';
import { toWireCase } from '../wire-case.ts';

/** `POST /api/cases` (D3). The answer is made of what was written; only forms, which the store numbers, are read back. */
export const createCaseOperation: Operation = {
  method: 'POST',
  path: '/api/cases',
  permission: 'case.create',
  answer: async ({ deps, request, actor, officeId }) => {
    const { tenant } = actor;
    const input = readNewCase({ tenant, now: deps.now(), problems: [] }, readJsonBody(request), officeId);
    const overview = await deps.core.run(actor, async (tx): Promise<CaseOverview> => {
      const created = await createCase(tx, actor, input);
      const submissions = input.forms?.length ? await selectSubmissions(tx, tenant.id, [created.number]) : [];
      return { case: created, submissions, noteIds: [], peopleCount: 0, tasksCount: 0 };
    });
    return toWireCase(actor, overview);
  },
};
