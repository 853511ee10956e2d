/** Notes as this API shows them (contract egain 6.6): the one resource whose ids are numbers. */
import type { JsonObject } from '../../../domain/cases/case.ts';
import type { Note } from '../../../domain/notes/notes-store.ts';
import type { Viewer } from '../call.ts';
import { caseHref } from './case-view.ts';
import { formatDate } from './dates.ts';
import { showUser } from './user.ts';

export const noteHref = (viewer: Pick<Viewer, 'place'>, { caseNumber, id }: Note): string =>
  `${caseHref(viewer, caseNumber)}/note/${id}`;

const showCreated = ({ tenant }: Pick<Viewer, 'tenant'>, { authorId, createdAt }: Note): JsonObject => {
  const user = showUser(tenant, authorId);
  return { ...(user ? { user: { ...user, id: Number(authorId) } } : {}), date: formatDate(createdAt) };
};

export const showNote = (viewer: Pick<Viewer, 'tenant' | 'place'>, note: Note): JsonObject => ({
  created: showCreated(viewer, note),
  content: note.text,
  link: [{ rel: 'self', href: noteHref(viewer, note) }],
  id: note.id,
});
