/** Queues as they stand, and cases in them (contract api, "Calls"). */
import { Type } from 'typebox';
import { widths } from '../../domain/cases/judge-fields.ts';
import { attributesInput, CaseView } from './case.ts';
import { Queue } from './configuration.ts';
import { choice, closed, id, instant, orNull, part, text } from './values.ts';

const count = (description: string) => Type.Integer({ minimum: 0, description });
const seconds = (description: string) => orNull(Type.Number({ minimum: 0, description }));

const label = Type.String({ description: 'Prefix and number, as people are called: `A100`.' });
const position = Type.Integer({ minimum: 1, description: '1 is called next.' });
const estimate = seconds(
  'How long until it is called: those ahead, times the mean service time, by the users who serve the queue now. Null ' +
    'while fewer than three tickets were served.',
);

/** A queue with who waits in it. */
export const QueueView = closed('QueueView', {
  ...Queue.properties,
  waiting: count('Cases that wait.'),
  inService: count('Cases that are served now.'),
  onHold: count('Cases on hold.'),
  longestWaitSeconds: seconds('How long the case that waits longest has waited; null: none waits.'),
  meanServiceSeconds: seconds(
    'From call to completion, on average of the last 20 tickets that were called and completed; null while fewer than 3.',
  ),
  estimatedWaitSeconds: seconds('For one who would join now; null while fewer than three tickets were served.'),
  tickets: Type.Array(
    part({
      ticket: label,
      case: id('Number of the case.'),
      subject: Type.String(),
      customer: orNull(id()),
      enqueuedAt: instant(),
      position,
      estimatedWaitSeconds: estimate,
    }),
    { description: 'Those that wait, in order. Only cases that the caller sees are listed and counted.' },
  ),
});

export const NewTicket = closed('NewTicket', {
  subject: Type.Optional(text(widths.subject)),
  customer: Type.Optional(orNull(id())),
  notes: Type.Optional(orNull(text(widths.note, 'Becomes a note of the case.'))),
  attributes: Type.Optional(attributesInput),
});

export const TicketView = closed('TicketView', {
  case: CaseView,
  ticket: label,
  position,
  estimatedWaitSeconds: estimate,
});

/** A case after a step of its ticket. */
export const VisitView = Type.Object(
  {
    ...CaseView.properties,
    ticket: part({
      queue: Type.String({ description: 'Key of the queue.' }),
      ticket: label,
      state: choice(['waiting', 'in-service', 'on-hold', 'ended']),
      outcome: orNull(choice(['completed', 'no-show', 'cancelled', 'abandoned', 'withdrawn', 'transferred'])),
      enqueuedAt: instant(),
      calledAt: orNull(instant()),
      calledBy: orNull(Type.String({ description: 'Login.' })),
    }),
  },
  { title: 'VisitView', additionalProperties: false, description: 'A case with its present ticket, or its last.' },
);
