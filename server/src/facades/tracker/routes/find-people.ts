import { findPersons } from '../../../domain/persons/find-persons.ts';
import { isForbiddenText } from '../../../http/text.ts';
import type { Operation } from '../operation.ts';
import { queryOf } from '../query.ts';
import { labelOf, searchedTexts } from '../wire-people.ts';

const maxRows = 10;

/** `GET /api/people/typeahead?search=` (D11). */
export const findPeopleOperation: Operation = {
  method: 'GET',
  path: '/api/people/typeahead',
  permission: 'case.view',
  answer: async ({ deps, request, actor }) => {
    const search = queryOf(request.raw.url ?? '', 'search') ?? '';
    // No name holds what cannot be kept.
    if (isForbiddenText(search)) return { people: [], peopleCountLimitExceeded: false };
    const { persons, more } = await deps.core.view(actor, (db) =>
      findPersons(db, actor, search, searchedTexts, maxRows),
    );
    return {
      people: persons.map((person) => ({ id: person.id, text: labelOf(person) })),
      peopleCountLimitExceeded: more,
    };
  },
};
