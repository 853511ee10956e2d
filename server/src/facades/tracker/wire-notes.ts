/** Notes of a case: as they are sent, and as they are shown (contract tracker D11). */
import { isLongerThan } from '../../domain/cases/judge-fields.ts';
import type { NewNote, Note } from '../../domain/notes/notes-store.ts';
import type { Tenant } from '../../domain/tenants/tenant.ts';
import { isForbiddenText } from '../../http/text.ts';
import { showDate } from './dates.ts';
import { asFacets, noteFacet } from './facet.ts';
import { asInteger, isAbsent, membersOf } from './members.ts';
import { addProblem, type Problems, texts, throwProblems } from './problems.ts';
import { nameOfUser } from './wire-case.ts';

const problemOf = (text: unknown): string | undefined => {
  if (isAbsent(text) || text === '') return texts.required('text');
  if (typeof text !== 'string') return texts.wrong;
  if (isLongerThan(text, 10_000)) return texts.tooLong;
  return isForbiddenText(text) ? texts.badText : undefined;
};

/** Fails with `invalid`, all wrong members at once. */
export const readNote = (body: object): NewNote => {
  const problems: Problems = [];
  const members = membersOf(body);
  const text = members('text');
  const problem = problemOf(text);
  if (problem !== undefined) addProblem(problems, 'text', problem);
  const category = members('noteCategoryId');
  const noteCategoryId = isAbsent(category) ? null : asInteger(category);
  if (noteCategoryId === undefined) addProblem(problems, 'noteCategoryId', texts.wrong);
  throwProblems(problems);
  return {
    text: String(text),
    ...(typeof noteCategoryId === 'number' ? { facets: asFacets({ noteCategoryId }) } : {}),
  };
};

export const showNote = (tenant: Tenant, note: Note) => ({
  id: note.id,
  entityId: note.caseNumber,
  noteCategoryId: noteFacet(note).noteCategoryId ?? null,
  text: note.text,
  creatorId: note.authorId ?? 0,
  creator: nameOfUser(tenant, note.authorId),
  createdDate: showDate(note.createdAt),
});
