import type { FastifyInstance } from 'fastify';
import { editCase } from '../../../domain/cases/edit-case.ts';
import { DomainError } from '../../../domain/errors.ts';
import type { FaceDeps } from '../../../http/face.ts';
import { readBody } from '../body/read-body.ts';
import { actorOf, sendNothing } from '../call.ts';
import { refuse } from '../codes.ts';
import { refuseQuery } from '../query.ts';
import { editCaseShape } from '../schemas.ts';
import { readCaseEdit } from '../wire/case-edit.ts';

/** The parameters of the domain's errors that hold ids from the body. */
const idParams = (error: DomainError): unknown[] =>
  [error.params['number'], error.params['userId'], error.params['numbers']].flat();

/** Unknown ids are named as they were sent (400-194): a number may have lost digits or zeros. */
const nameUnknown = (error: unknown, sentIds: readonly string[]): unknown => {
  const codes = ['case/unknown', 'user/unknown', 'related/unknown'];
  if (!(error instanceof DomainError) || !codes.includes(error.code)) return error;
  const numbers = new Set(idParams(error));
  const ids = new Set(sentIds.filter((id) => id !== '' && numbers.has(Number(id))));
  return refuse('400-194', ids);
};

/** Edit Case (contract egain 4): the whole edit or nothing, by the stamp that the caller last read. */
export const addEditCase = (routes: FastifyInstance, deps: FaceDeps): void => {
  routes.route({
    method: 'PUT',
    url: '/interaction/case',
    config: { egain: { permission: 'case.edit', caseIn: 'body' } },
    onRequest: refuseQuery,
    handler: async (request, reply) => {
      const actor = actorOf(request);
      const { number, edit, sentIds } = readCaseEdit(
        actor.tenant,
        readBody(request, 'case', editCaseShape),
        deps.now(),
      );
      try {
        await deps.core.run(actor, (tx) => editCase(tx, actor, number, edit));
      } catch (error) {
        throw nameUnknown(error, sentIds);
      }
      return sendNothing(request, reply);
    },
  });
};
