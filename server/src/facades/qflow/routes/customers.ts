/** `GET Customers/{id}`, `POST Customers`, `PUT Customers`: customers by PersonalId (contract qflow (d)). */
import { changePersonalId, getByPersonalId, saveByPersonalId } from '../../../domain/customers/personal-id.ts';
import { actorOf } from '../auth.ts';
import { readMembers } from '../body.ts';
import { renderCustomer } from '../customer.ts';
import { createModel } from '../model.ts';
import { queryNumber, queryText } from '../numbers.ts';
import { readCustomer, readMerge } from '../read-customer.ts';
import { answer, type Route } from './route.ts';

export const getCustomer: Route = (routes, { core }) => {
  routes.get<{ Params: { id: string } }>(
    '/Customers/:id',
    { config: { qflow: { permission: 'case.view' } } },
    async (request, reply) => {
      const actor = actorOf(request);
      // Both select nothing; a number is to be one all the same.
      queryNumber(request, 'idType');
      queryText(request, 'idTypeExtRef');
      const found = await core.view(actor, (db) => getByPersonalId(db, actor, request.params.id));
      return answer(request, reply, renderCustomer(found));
    },
  );
};

export const saveCustomer: Route = (routes, { core }) => {
  const bodyName = 'customer';
  routes.post(
    '/Customers',
    { config: { qflow: { permission: 'customer.change', bodyName } } },
    async (request, reply) => {
      const actor = actorOf(request);
      const model = createModel(bodyName, readMembers(request));
      const { personalId, merge } = readCustomer(model);
      model.judge();
      const saved = await core.run(actor, (tx) => saveByPersonalId(tx, actor, personalId, merge));
      return answer(request, reply, renderCustomer(saved));
    },
  );
};

export const mergeCustomer: Route = (routes, { core }) => {
  const bodyName = 'mergeCustomer';
  routes.put(
    '/Customers',
    { config: { qflow: { permission: 'customer.change', bodyName } } },
    async (request, reply) => {
      const actor = actorOf(request);
      const model = createModel(bodyName, readMembers(request));
      const { from, to, merge } = readMerge(model);
      model.judge();
      const merged = await core.run(actor, (tx) => changePersonalId(tx, actor, from, to, merge));
      return answer(request, reply, renderCustomer(merged));
    },
  );
};
