import type { FastifyInstance } from 'fastify';
import { addNote } from '../../../domain/notes/add-note.ts';
import type { FaceDeps } from '../../../http/face.ts';
import { sendCreated } from '../answer.ts';
import { isAbsent, judgeForm } from '../body/judge-form.ts';
import { readBody } from '../body/read-body.ts';
import type { Place } from '../call.ts';
import { actorOf } from '../call.ts';
import { refuse } from '../codes.ts';
import { refuseQuery } from '../query.ts';
import { caseInPath, refiningErrors, unknownInPath } from '../refine-errors.ts';
import { noteShape } from '../schemas.ts';
import { noteHref } from '../wire/note-view.ts';
import { isFitNote } from '../wire/texts.ts';

const maxNoteLength = 1500;

/** Adds a note to a case, closed ones too (contract egain 6.6). */
export const addAddNote = (routes: FastifyInstance, deps: FaceDeps, place: Place): void => {
  routes.route<{ Params: { id: string } }>({
    method: 'POST',
    url: '/interaction/case/:id/note',
    config: { egain: { permission: 'note.add', caseIn: 'path' } },
    onRequest: refuseQuery,
    handler: async (request, reply) => {
      const actor = actorOf(request);
      const reading = readBody(request, 'note', noteShape);
      judgeForm(reading, [['content', !isAbsent(reading.value.content)]]);
      const text = reading.value.content ?? '';
      if (text === '') throw refuse('400-387', 'content');
      if (text.length > maxNoteLength || !isFitNote(text)) throw refuse('400-152', 'content');
      const { id } = request.params;
      const number = caseInPath(id);
      const note = await refiningErrors(unknownInPath(id), () =>
        deps.core.run(actor, (tx) => addNote(tx, actor, { number }, { text })),
      );
      return sendCreated(request, reply, noteHref({ place }, note));
    },
  });
};
