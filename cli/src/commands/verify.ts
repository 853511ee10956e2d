import { verifyHistory } from '@docket/server/domain/history/verify-history.ts';
import { loadTenants } from '@docket/server/domain/tenants/load-tenant.ts';
import { type Command, readArgs, UsageError } from '../command.ts';
import { withStore } from '../with-store.ts';

export const verifyCommand: Command = {
  synopsis: 'verify [--tenant TENANT]',
  summary: 'Computes every chain of history again; ends with 1 where an event was edited, dropped or reordered.',
  run: async (args) => {
    const { values } = readArgs({ args, options: { tenant: { type: 'string' } } });
    return withStore(async ({ store, ownerReader }) => {
      const all = await loadTenants(ownerReader);
      const tenants = values.tenant === undefined ? all : all.filter(({ key }) => key === values.tenant);
      if (values.tenant !== undefined && tenants.length === 0) {
        throw new UsageError(`There is no tenant '${values.tenant}'.`);
      }
      let broken = 0;
      for (const tenant of tenants) {
        const { cases, events, breaks } = await store.core.view({ tenant }, (db) => verifyHistory(db, tenant.id));
        console.log(`${tenant.key}: ${events} events of ${cases} cases, ${breaks.length} broken.`);
        for (const { caseNumber, seq, what } of breaks) console.log(`  case ${caseNumber}, event ${seq}: ${what}`);
        broken += breaks.length;
      }
      return broken === 0 ? 0 : 1;
    });
  },
};
