import { notFound } from '../../../domain/errors.ts';
import { getPerson } from '../../../domain/persons/find-persons.ts';
import { selectPerson } from '../../../domain/persons/persons-store.ts';
import { createPerson, editPerson } from '../../../domain/persons/save-person.ts';
import { integerInPath } from '../../../http/integer-in-path.ts';
import { readJsonBody } from '../body.ts';
import { caseNumberOf } from '../case-address.ts';
import type { Operation } from '../operation.ts';
import { readNewPerson, readPersonEdit, showPerson, uniqueTexts } from '../wire-people.ts';

const path = `/api/people/${integerInPath('id')}`;

/** `POST /api/people` (D11): one who is not there yet. */
export const createPersonOperation: Operation = {
  method: 'POST',
  path: '/api/people',
  permission: 'customer.change',
  answer: async ({ deps, request, actor }) => {
    const fields = readNewPerson({ tenant: actor.tenant, now: deps.now(), problems: [] }, readJsonBody(request));
    return showPerson(await deps.core.run(actor, (tx) => createPerson(tx, actor, fields, uniqueTexts)));
  },
};

/** `GET /api/people/{id}` (D11). */
export const getPersonOperation: Operation = {
  method: 'GET',
  path,
  permission: 'case.view',
  answer: async ({ deps, request, actor }) =>
    showPerson(await deps.core.view(actor, (db) => getPerson(db, actor, caseNumberOf(request)))),
};

/** `PUT /api/people/{id}` (D11): what GET answered, changed; compared with the person under lock. */
export const editPersonOperation: Operation = {
  method: 'PUT',
  path,
  permission: 'customer.change',
  requireRecord: async ({ deps, request, actor }) => {
    // Not `getPerson`, which wants `case.view` too.
    const id = caseNumberOf(request);
    const found = await deps.core.view(actor, (db) => selectPerson(db, actor.tenant.id, id));
    if (found === undefined) throw notFound('customer', { id });
  },
  answer: async ({ deps, request, actor }) => {
    const { tenant } = actor;
    const body = readJsonBody(request);
    const edited = await deps.core.run(actor, (tx) =>
      editPerson(
        tx,
        actor,
        caseNumberOf(request),
        (found) => readPersonEdit({ tenant, now: deps.now(), problems: [] }, body, found),
        uniqueTexts,
      ),
    );
    return showPerson(edited);
  },
};
