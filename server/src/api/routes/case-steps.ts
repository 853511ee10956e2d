/** Closing, reopening, archiving and its opposite: one call each, the case in its new state as the answer. */
import { type TObject, Type } from 'typebox';
import type { Tx } from '../../core.ts';
import { setArchived } from '../../domain/cases/archive-case.ts';
import type { Case } from '../../domain/cases/case.ts';
import { closeCase, reopenCase } from '../../domain/cases/close-case.ts';
import { widths } from '../../domain/cases/judge-fields.ts';
import { etagOf } from '../conditions.ts';
import { type Call, type Operation, writing } from '../operation.ts';
import { CaseView } from '../schemas/case.ts';
import { closed, orNull, text } from '../schemas/values.ts';
import { viewCase } from '../wire/view-cases.ts';
import { numberParam, readNumber } from './case-key.ts';

interface Words {
  readonly reason?: string | null;
  readonly note?: string | null;
}

interface StepSpec {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly body: TObject;
  readonly problems: readonly string[];
}

type Step = (tx: Tx, call: Call<unknown, Words>, number: number) => Promise<Case>;

const step = (spec: StepSpec, take: Step): Operation =>
  writing({
    id: `${spec.name}Case`,
    method: 'POST',
    path: `/cases/{number}/${spec.name}`,
    tag: 'Cases',
    summary: spec.summary,
    description: spec.description,
    access: 'licensed',
    params: { number: numberParam },
    body: { schema: spec.body, optional: true },
    ifMatch: 'required',
    answers: {
      200: { description: 'The case as it is now.', schema: CaseView, headers: { ETag: 'The version of the case.' } },
    },
    problems: ['case/stale', 'case/unknown', ...spec.problems],
    write: async (tx, call) => {
      const found = await take(tx, { ...call, body: call.body as Words }, readNumber(call.params['number']));
      return { status: 200, headers: { etag: etagOf(found) }, body: await viewCase(tx, call.actor, found) };
    },
  });

const nothing = closed('Nothing', {}, 'No member.');

const archiving = (name: 'archive' | 'unarchive', summary: string, description: string): Operation =>
  step(
    { name, summary, description, body: nothing, problems: ['case/archived', 'case/not-archived'] },
    (tx, { actor, precondition }, number) => setArchived(tx, actor, { number }, name === 'archive', precondition),
  );

export const caseStepRoutes: readonly Operation[] = [
  step(
    {
      name: 'close',
      summary: 'Close a case',
      description: 'Needs `case.close`. Without a reason: the default of the case type, if it has one.',
      body: closed('Closing', {
        reason: Type.Optional(
          orNull(text(widths.closureReason, 'One of the case type; any text where it lists none.')),
        ),
        note: Type.Optional(orNull(text(widths.closureNote))),
      }),
      problems: ['case/archived', 'case/closed', 'case/unknown-reason'],
    },
    (tx, { actor, body, precondition }, number) => closeCase(tx, actor, { number }, { ...body, ...precondition }),
  ),
  step(
    {
      name: 'reopen',
      summary: 'Open a closed case again',
      description: 'Needs `case.close`. A note becomes a note of the case.',
      body: closed('Reopening', { note: Type.Optional(orNull(text(widths.note))) }),
      problems: ['case/archived', 'case/not-closed'],
    },
    (tx, { actor, body, precondition }, number) => reopenCase(tx, actor, { number }, { ...body, ...precondition }),
  ),
  archiving('archive', 'Archive a case', 'Needs `case.close`. The status stays; only additions are possible then.'),
  archiving('unarchive', 'Take a case out of the archive', 'Needs `case.close`.'),
];
