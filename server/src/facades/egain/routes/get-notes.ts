import type { FastifyInstance } from 'fastify';
import { getNote, listNotes } from '../../../domain/notes/add-note.ts';
import type { Note } from '../../../domain/notes/notes-store.ts';
import type { FaceDeps } from '../../../http/face.ts';
import { sendList } from '../answer.ts';
import type { Place } from '../call.ts';
import { actorOf, sendNothing } from '../call.ts';
import { refuse } from '../codes.ts';
import { refuseQuery } from '../query.ts';
import { caseInPath, refiningErrors, unknownInPath } from '../refine-errors.ts';
import { parseId } from '../wire/ids.ts';
import { noteDeclarations, notePrefix } from '../wire/namespaces.ts';
import { showNote } from '../wire/note-view.ts';
import { writeTree } from '../wire/write-tree.ts';

const writeNotes = (members: Parameters<typeof writeTree>[2]): string =>
  writeTree('notes', noteDeclarations, members, notePrefix);

/** Reads the notes of a case, or one of them: private ones too, as every caller here is staff (contract egain 6.6). */
export const addGetNotes = (routes: FastifyInstance, deps: FaceDeps, place: Place): void => {
  const options = {
    method: 'GET',
    config: { streamBody: true, egain: { permission: 'note.view', caseIn: 'path' } },
    onRequest: refuseQuery,
  } as const;
  const show = (tenant: Parameters<typeof showNote>[0]['tenant'], notes: readonly Note[]) => ({
    note: notes.map((note) => showNote({ tenant, place }, note)),
  });
  routes.route<{ Params: { id: string } }>({
    ...options,
    url: '/interaction/case/:id/note',
    handler: async (request, reply) => {
      const actor = actorOf(request);
      const { id } = request.params;
      const number = caseInPath(id);
      const notes = await refiningErrors(unknownInPath(id), () =>
        deps.core.view(actor, (db) => listNotes(db, actor, { number })),
      );
      if (notes.length === 0) return sendNothing(request, reply);
      return sendList(request, reply, show(actor.tenant, notes), writeNotes);
    },
  });
  routes.route<{ Params: { id: string; note: string } }>({
    ...options,
    url: '/interaction/case/:id/note/:note',
    handler: async (request, reply) => {
      const actor = actorOf(request);
      const { id, note } = request.params;
      const number = caseInPath(id);
      const found = await refiningErrors(
        { ...unknownInPath(id), 'note/unknown': () => refuse('400-603', note, id) },
        () => deps.core.view(actor, (db) => getNote(db, actor, { number }, parseId(note) ?? 0)),
      );
      return sendList(request, reply, show(actor.tenant, [found]), writeNotes);
    },
  });
};
