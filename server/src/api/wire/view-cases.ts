/** Cases as a caller asked to see them: `fields`, `expand`. */

import type { Db } from '../../core.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Case } from '../../domain/cases/case.ts';
import { findCases } from '../../domain/cases/find-case.ts';
import { selectCustomers } from '../../domain/customers/customers-store.ts';
import { selectSeenRelations } from '../../domain/relations/relations-store.ts';
import type { CaseView, expansions, WireCase } from '../schemas/case.ts';
import { showCustomer, showUser } from './show.ts';
import { showCase } from './show-case.ts';

export interface View {
  readonly fields?: readonly (keyof WireCase)[];
  readonly expand?: readonly (typeof expansions)[number][];
}

type Expanded = NonNullable<CaseView['expanded']>;
type Summary = NonNullable<Expanded['related']>[number];

const summarize = ({ number, uid, reference, type, status, statusCategory, ...rest }: WireCase): Summary => {
  const { subject, severity, unit, owner } = rest;
  return { number, uid, reference, type, status, statusCategory, subject, severity, unit, owner };
};

const pick = (shown: WireCase, fields: View['fields']): CaseView =>
  fields === undefined ? shown : Object.fromEntries(fields.map((name) => [name, shown[name]]));

type Expander = (found: Case, related: readonly number[]) => Partial<Expanded>;

const expandOwner = ({ tenant }: Actor): Expander => {
  return ({ ownerId }) => {
    const owner = ownerId === null ? undefined : tenant.users.byId.get(ownerId);
    return { owner: owner === undefined ? null : showUser(tenant, owner) };
  };
};

const expandCustomer = async (db: Db, { tenant }: Actor, cases: readonly Case[]): Promise<Expander> => {
  const ids = cases.flatMap(({ customerId }) => (customerId === null ? [] : [customerId]));
  const customers = await selectCustomers(db, tenant.id, ids);
  return ({ customerId }) => {
    const customer = customerId === null ? undefined : customers.get(customerId);
    return { customer: customer === undefined ? null : showCustomer(customer) };
  };
};

/** The other ends that the actor sees, and no others. */
const expandRelated = async (db: Db, actor: Actor, numbers: readonly number[]): Promise<Expander> => {
  const { cases } = await findCases(db, actor, numbers);
  const summaries = new Map(cases.map((one) => [one.number, summarize(showCase(actor, one, []))]));
  return (_, related) => ({ related: related.flatMap((number) => summaries.get(number) ?? []) });
};

/** With `related` known (a case that was just made has none) it is not asked for. */
export const viewCases = async (
  db: Db,
  actor: Actor,
  cases: readonly Case[],
  { fields, expand = [] }: View = {},
  known?: Map<number, readonly number[]>,
): Promise<CaseView[]> => {
  const wantsRelated = fields === undefined || fields.includes('related') || expand.includes('related');
  const related =
    known ??
    (wantsRelated
      ? await selectSeenRelations(
          db,
          actor,
          cases.map(({ number }) => number),
        )
      : new Map<number, number[]>());
  const expanders: Expander[] = [];
  if (expand.includes('owner')) expanders.push(expandOwner(actor));
  if (expand.includes('customer')) expanders.push(await expandCustomer(db, actor, cases));
  if (expand.includes('related')) expanders.push(await expandRelated(db, actor, [...related.values()].flat()));
  return cases.map((found) => {
    const others = related.get(found.number) ?? [];
    const shown = pick(showCase(actor, found, others), fields);
    if (expanders.length === 0) return shown;
    const expanded = Object.assign({}, ...expanders.map((add) => add(found, others))) as Expanded;
    return { ...shown, expanded };
  });
};

export const viewCase = async (
  db: Db,
  actor: Actor,
  found: Case,
  view: View = {},
  related?: readonly number[],
): Promise<CaseView> => {
  if (related !== undefined && view.expand === undefined) return pick(showCase(actor, found, related), view.fields);
  const known = related === undefined ? undefined : new Map([[found.number, related]]);
  const [shown] = await viewCases(db, actor, [found], view, known);
  if (shown === undefined) throw new Error('A case that was found cannot be shown.');
  return shown;
};
