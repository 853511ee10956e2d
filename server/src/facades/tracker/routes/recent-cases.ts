import { getCaseOverview } from '../../../domain/cases/get-case-overview.ts';
import { selectRecentCases } from '../../../domain/cases/recent-cases-store.ts';
import { notFound } from '../../../domain/errors.ts';
import type { Operation } from '../operation.ts';
import { toWireCase } from '../wire-case.ts';

const most = 10;

/** `GET /api/cases/recent` (D7): the caller's own newest cases. */
export const recentCasesOperation: Operation = {
  method: 'GET',
  path: '/api/cases/recent',
  permission: 'case.view',
  answer: async ({ deps, actor }) =>
    (await deps.core.view(actor, (db) => selectRecentCases(db, actor, most))).map(({ number, reference }) => ({
      caseId: number,
      caseNumber: reference,
    })),
};

/** `GET /api/cases/mostRecent` (D7): the newest of them whole; 404 where there is none. */
export const mostRecentCaseOperation: Operation = {
  method: 'GET',
  path: '/api/cases/mostRecent',
  permission: 'case.view',
  answer: async ({ deps, actor }) => {
    const overview = await deps.core.view(actor, async (db) => {
      const [newest] = await selectRecentCases(db, actor, 1);
      if (newest === undefined) throw notFound('case');
      return getCaseOverview(db, actor, { number: newest.number });
    });
    return toWireCase(actor, overview);
  },
};
