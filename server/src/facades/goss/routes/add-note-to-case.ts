/** `goss.CaseManagement.v1.api.notes.addNoteToCase` (contract goss §6.5). */
import type { Actor } from '../../../domain/actor.ts';
import { takeCase } from '../../../domain/cases/find-case.ts';
import { addNoteTo } from '../../../domain/notes/add-note.ts';
import type { Method, Params } from '../method.ts';
import { eventData, unlessUnknown, userNamed } from '../open-case.ts';
import { addNoteSchema, limits } from '../schemas.ts';
import { readParams } from '../wire/read-params.ts';
import { bareSuccess, failure } from '../wire/write-result.ts';

const readAddNote = (sent: Params) =>
  readParams(sent, (reader) => ({
    key: reader.requiredText('caseReference', limits.businessKey),
    text: reader.requiredText('note', limits.note),
    login: reader.requiredText('userName', limits.key),
    name: reader.text('name', limits.name),
    isPrivate: reader.flag('private'),
    role: reader.choice('userRole', ['staff', 'citizen']),
    isDebug: reader.flag('debug'),
  }));

export const addNoteToCaseMethod: Method = {
  name: 'goss.CaseManagement.v1.api.notes.addNoteToCase',
  origin: 'documented',
  description: 'Adds a note to a case, open or closed.',
  parameters: addNoteSchema,
  needs: () => ['note.add'],
  run: async (context, sent) => {
    const { deps, program } = context;
    const { key, text, login, name, isPrivate, role, isDebug } = readAddNote(sent);
    const author = userNamed(program, login);
    const actor: Actor = { ...program, recordedAs: author ?? null };
    const facet = { ...(name === null ? {} : { name }), ...(role === null ? {} : { userRole: role }) };
    const isAuthorKnown = await unlessUnknown(
      deps.core.run(actor, async (tx) => {
        const found = await takeCase(tx, actor, { reference: key }, 'note.add');
        if (author === undefined) return false;
        const note = { text, private: isPrivate, facets: { goss: facet } };
        await addNoteTo(tx, actor, found, note, eventData(program));
        return true;
      }),
    );
    if (isAuthorKnown === undefined) return failure(`Could not load case reference - ${key}`);
    if (!isAuthorKnown) return failure(`User ${login} does not exist`);
    return bareSuccess(isDebug, `Note added: ${key}`);
  },
};
