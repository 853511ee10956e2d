import type { FastifyInstance } from 'fastify';
import type { JsonObject } from '../../../domain/cases/case.ts';
import { findCustomers, listCustomers } from '../../../domain/customers/find-customers.ts';
import type { FaceDeps } from '../../../http/face.ts';
import { addPagedList } from '../add-paged-list.ts';
import { sendList } from '../answer.ts';
import type { Place } from '../call.ts';
import { actorOf, viewerOf } from '../call.ts';
import { refuse } from '../codes.ts';
import { type Query, readQuery } from '../query.ts';
import { showCustomer } from '../wire/customer-view.ts';
import { idsInPath, requireKnown } from '../wire/ids.ts';
import { customerDeclarations, customerPrefix } from '../wire/namespaces.ts';
import { readDirection } from '../wire/sorting.ts';
import { isFitText } from '../wire/texts.ts';
import { writeTree } from '../wire/write-tree.ts';

const writeCustomers = (members: JsonObject): string =>
  writeTree('customers', customerDeclarations, members, customerPrefix);

const names = ['email', 'phone'] as const;

/** Whether anybody can be reached so at all. */
const isContact = (name: (typeof names)[number], value: string): boolean =>
  isFitText(value) && (name === 'email' ? value !== '' : /[0-9]/.test(value));

/** Fails with 400-245 where nothing is asked for, 400-244 for what reaches nobody. */
const readFilter = (query: Query): { readonly email?: string; readonly phone?: string } => {
  const filter = Object.fromEntries(names.flatMap((name) => (query.has(name) ? [[name, query.get(name)]] : [])));
  if (Object.keys(filter).length === 0) throw refuse('400-245', names.join(', '));
  const bad = names.find((name) => query.has(name) && !isContact(name, query.get(name) ?? ''));
  if (bad !== undefined) throw refuse('400-244', bad);
  return filter;
};

/** Customers by how they are reached, in pages (contract egain 6.9). */
export const addSearchCustomers = (routes: FastifyInstance, deps: FaceDeps, place: Place): void =>
  addPagedList(routes, deps, place, {
    path: '/interaction/customer',
    name: 'customer',
    parameters: names,
    read: readFilter,
    list: async (db, actor, filter, page) => {
      const { customers, count } = await listCustomers(db, actor, filter, page);
      return { items: customers, count };
    },
    show: showCustomer,
    write: writeCustomers,
  });

/** Customers by id, all of them or none. */
export const addGetCustomers = (routes: FastifyInstance, deps: FaceDeps, place: Place): void => {
  routes.route<{ Params: { ids: string } }>({
    method: 'GET',
    url: '/interaction/customer/:ids',
    config: { streamBody: true, egain: { permission: 'case.view' } },
    handler: async (request, reply) => {
      const actor = actorOf(request);
      const { descending } = readDirection(readQuery(request, ['$sort', '$order']));
      const path = request.params.ids;
      const ids = idsInPath(path);
      const found = await deps.core.view(actor, (db) => findCustomers(db, actor, ids));
      requireKnown(path, found.unknown);
      const viewer = viewerOf(request, actor, place);
      const shown = found.customers.map((one) => showCustomer(viewer, one));
      return sendList(request, reply, { customer: descending ? shown.toReversed() : shown }, writeCustomers);
    },
  });
};
