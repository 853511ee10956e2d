import { listHistory } from '../../../domain/history/list-history.ts';
import { listCasePersons } from '../../../domain/persons/list-case-persons.ts';
import { caseAddress, caseNumberOf } from '../case-address.ts';
import { showDate } from '../dates.ts';
import type { Operation } from '../operation.ts';
import { nameOfUser } from '../wire-case.ts';
import { showPerson } from '../wire-people.ts';

/** `GET /api/cases/{id}/people`: its customer and the persons linked to it. */
export const listCasePeopleOperation: Operation = {
  method: 'GET',
  path: `${caseAddress}/people`,
  permission: 'case.view',
  answer: async ({ deps, request, actor }) => {
    const number = caseNumberOf(request);
    const persons = await deps.core.view(actor, (db) => listCasePersons(db, actor, { number }));
    return persons.map((person) => ({
      id: person.linkId,
      caseId: number,
      personId: person.id,
      typeId: person.typeId,
      notes: person.linkNotes,
      person: showPerson(person),
    }));
  },
};

const most = 10_000;

/** `GET /api/cases/{id}/history`: the events of the core, in order; review dates only for who may see them. */
export const listCaseHistoryOperation: Operation = {
  method: 'GET',
  path: `${caseAddress}/history`,
  permission: 'case.view',
  answer: async ({ deps, request, actor }) => {
    const number = caseNumberOf(request);
    const events = await deps.core.view(actor, (db) => listHistory(db, actor, number, { limit: most }));
    return events.map(({ seq, at, kind, actorId, face, changes }) => ({
      id: seq,
      entityId: number,
      date: showDate(at),
      action: kind,
      userId: actorId ?? 0,
      user: nameOfUser(actor.tenant, actorId),
      source: face,
      changes,
    }));
  },
};
