/** `HEAD /caseIdentifiers?caseId=`: whether the id is in use by any case of the client, seen or not (seed; §7). */
import { isReferenceInUse } from '../../../domain/references/is-reference-in-use.ts';
import { actorOf } from '../auth.ts';
import { sendEmpty } from '../errors.ts';
import { readCaseIdParameter } from '../parameters.ts';
import type { Route } from './route.ts';

/** 200 in use, 404 free. It reserves nothing; one indexed read. */
export const headCaseIdentifier: Route = (routes, { core }) => {
  routes.head('/caseIdentifiers', async (request, reply) => {
    const actor = actorOf(request);
    const caseId = readCaseIdParameter(request);
    const inUse = await core.view(actor, (db) => isReferenceInUse(db, actor, caseId));
    sendEmpty(reply, inUse ? 200 : 404);
    return reply;
  });
};
