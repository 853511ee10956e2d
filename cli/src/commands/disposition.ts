import { systemActor } from '@docket/server/domain/actor.ts';
import { redistributeReviews } from '@docket/server/domain/disposition/redistribute-reviews.ts';
import { type ReviewState, reviewStates } from '@docket/server/domain/disposition/reviews-store.ts';
import { spreadDates } from '@docket/server/domain/disposition/spread-dates.ts';
import { loadTenants } from '@docket/server/domain/tenants/load-tenant.ts';
import { asUsage } from '../as-usage.ts';
import { type Command, readArgs, UsageError } from '../command.ts';
import { findTenant } from '../find-tenant.ts';
import { readInstant } from '../read-instant.ts';
import { withStore } from '../with-store.ts';

const options = {
  from: { type: 'string' },
  to: { type: 'string' },
  only: { type: 'string' },
  type: { type: 'string' },
  tenant: { type: 'string' },
} as const;

/** A day stays a text, since it begins where the tenant is. */
const readMoment = (name: string, text: string | undefined): string | Date => {
  if (text === undefined) throw new UsageError(`--${name} is missing.`);
  return readInstant(text) ?? text;
};

const readOnly = (text: string | undefined): ReviewState => {
  const found = reviewStates.find((state) => state === text);
  if (found === undefined) throw new UsageError(`--only is one of ${reviewStates.join(', ')}.`);
  return found;
};

export const dispositionCommand: Command = {
  synopsis: `disposition redistribute --from DATE --to DATE --only ${reviewStates.join('|')} [--type TYPE] [--tenant TENANT]`,
  summary:
    'Spreads review dates evenly over the open cases without one, with an overdue one, or with one to come,\n' +
    '      from the first date to the last, in one transaction.',
  run: async (args) => {
    const [action, ...rest] = args;
    if (action !== 'redistribute') throw new UsageError('The only thing to do is redistribute.');
    const { values } = readArgs({ args: rest, options });
    const span = { from: readMoment('from', values.from), to: readMoment('to', values.to) };
    const only = readOnly(values.only);
    try {
      spreadDates('UTC', span, 0);
      return await withStore(async ({ store, ownerReader }) => {
        const tenant = findTenant(await loadTenants(ownerReader), values.tenant);
        const actor = systemActor(tenant);
        const wanted = { span, only, ...(values.type === undefined ? {} : { type: values.type }) };
        const moved = await store.core.run(actor, (tx) => redistributeReviews(tx, actor, wanted));
        console.log(`${tenant.key}: ${moved} review dates set.`);
        return 0;
      });
    } catch (error) {
      throw asUsage(error);
    }
  },
};
