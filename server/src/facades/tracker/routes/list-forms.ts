import type { Operation } from '../operation.ts';
import { perTenant } from '../per-tenant.ts';
import { refuseAll, texts } from '../problems.ts';
import { queryOf } from '../query.ts';
import { showForms } from '../wire-lists.ts';

/** `GET /api/forms?formType=` (D6): all forms are forms of cases. */
export const listFormsOperation = (): Operation => {
  const shown = perTenant(showForms);
  return {
    method: 'GET',
    path: '/api/forms',
    answer: ({ request, actor }) => {
      const formType = (queryOf(request.raw.url ?? '', 'formType') ?? 'all').toLowerCase();
      if (formType === 'all' || formType === 'cases') return shown(actor.tenant);
      return formType === 'items' || formType === 'people' ? [] : refuseAll('formType', texts.wrong);
    },
  };
};
