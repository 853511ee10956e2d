/** `goss.CaseManagement.v1.api.getCase`, Docket's own (contract goss §6.7): the `case` of createCase as it is now. */
import type { Case } from '../../../domain/cases/case.ts';
import { getCase } from '../../../domain/cases/find-case.ts';
import { selectCustomers } from '../../../domain/customers/customers-store.ts';
import { DomainError } from '../../../domain/errors.ts';
import { type Attachment, selectAttachments } from '../../../domain/files/files-store.ts';
import type { Context, Method } from '../method.ts';
import { getCaseSchema, limits } from '../schemas.ts';
import { readParams } from '../wire/read-params.ts';
import { toShownCase } from '../wire/shown-case.ts';
import { writeCase } from '../wire/write-case.ts';

interface Found {
  readonly found: Case;
  readonly files: readonly Attachment[];
}

/** What the contact does not say, the customer does; a case of this face has none. */
const withCustomer = (found: Case, customer: { readonly [K in 'name' | 'email' | 'phone']: string | null }): Case => ({
  ...found,
  contactName: found.contactName || customer.name,
  contactEmail: found.contactEmail || customer.email,
  contactPhone: found.contactPhone || customer.phone,
});

/** The case with its files; undefined: unknown, or not for this program to see (told apart from neither: DESIGN S6). */
const find = async ({ deps, program }: Context, reference: string): Promise<Found | undefined> => {
  const { id: tenantId } = program.tenant;
  try {
    return await deps.core.view(program, async (db) => {
      const found = await getCase(db, program, { reference });
      const files = await selectAttachments(db, tenantId, found.number);
      if (found.customerId === null) return { found, files };
      const customer = (await selectCustomers(db, tenantId, [found.customerId])).get(found.customerId);
      if (customer === undefined) return { found, files };
      const name = [customer.firstName, customer.lastName].filter(Boolean).join(' ') || null;
      return { found: withCustomer(found, { ...customer, name }), files };
    });
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'not-found') return undefined;
    throw error;
  }
};

export const getCaseMethod: Method = {
  name: 'goss.CaseManagement.v1.api.getCase',
  origin: 'docket',
  description: 'Answers a case as it is now, whichever API made or changed it.',
  parameters: getCaseSchema,
  needs: () => ['case.view'],
  run: async (context, sent) => {
    const { key, wantsVariables } = readParams(sent, (reader) => ({
      key: reader.requiredText('caseBusinessKey', limits.businessKey),
      wantsVariables: reader.flag('variables'),
    }));
    const found = await find(context, key);
    if (found === undefined) return { success: false, errors: [`Could not load case reference - ${key}`] };
    const shown = toShownCase(context.program.tenant, found.found, found.files);
    return {
      success: true,
      case: writeCase(shown),
      ...(wantsVariables ? { variables: Object.fromEntries(shown.variables) } : {}),
      errors: [],
    };
  },
};
