import type { FastifyInstance } from 'fastify';
import { changeCustomer } from '../../../domain/customers/change-customer.ts';
import type { FaceDeps } from '../../../http/face.ts';
import { isAbsent, judgeForm } from '../body/judge-form.ts';
import { readBody } from '../body/read-body.ts';
import { actorOf, sendNothing } from '../call.ts';
import { refuse } from '../codes.ts';
import { refuseQuery } from '../query.ts';
import { caseInPath, refiningErrors, unknownInPath } from '../refine-errors.ts';
import { changeCustomerShape } from '../schemas.ts';
import { requireId } from '../wire/ids.ts';

/** Change customer (contract egain 6.5). */
export const addChangeCustomer = (routes: FastifyInstance, deps: FaceDeps): void => {
  routes.route<{ Params: { id: string } }>({
    method: 'PUT',
    url: '/interaction/case/:id/changecustomer',
    config: { egain: { permission: 'customer.change', caseIn: 'path' } },
    onRequest: refuseQuery,
    handler: async (request, reply) => {
      const actor = actorOf(request);
      const reading = readBody(request, 'case', changeCustomerShape);
      const sent = reading.value.customer?.id;
      judgeForm(reading, [['customer.id', !isAbsent(sent) && sent !== '']]);
      const customerId = requireId('customer.id', sent ?? '');
      const { id } = request.params;
      const number = caseInPath(id);
      const refinements = { ...unknownInPath(id), 'customer/unknown': () => refuse('400-127', sent ?? '') };
      await refiningErrors(refinements, () =>
        deps.core.run(actor, (tx) => changeCustomer(tx, actor, { number }, customerId)),
      );
      return sendNothing(request, reply);
    },
  });
};
