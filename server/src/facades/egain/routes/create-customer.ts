import type { FastifyInstance } from 'fastify';
import { createCustomer } from '../../../domain/customers/create-customer.ts';
import type { FaceDeps } from '../../../http/face.ts';
import { sendCreated } from '../answer.ts';
import { readBody } from '../body/read-body.ts';
import type { Place } from '../call.ts';
import { actorOf } from '../call.ts';
import { refuseQuery } from '../query.ts';
import { customerShape } from '../schemas.ts';
import { readCustomer } from '../wire/new-customer.ts';

/** Makes a customer (contract egain 6.9). */
export const addCreateCustomer = (routes: FastifyInstance, deps: FaceDeps, place: Place): void => {
  routes.route({
    method: 'POST',
    url: '/interaction/customer',
    config: { egain: { permission: 'customer.change' } },
    onRequest: refuseQuery,
    handler: async (request, reply) => {
      const actor = actorOf(request);
      const input = readCustomer(readBody(request, 'customer', customerShape));
      const made = await deps.core.run(actor, (tx) => createCustomer(tx, actor, input));
      return sendCreated(request, reply, `${place.base}/interaction/customer/${made.id}`);
    },
  });
};
