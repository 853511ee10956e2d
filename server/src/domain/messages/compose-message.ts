/** What a message says, by its template: plain text, in English. */
import type { Case } from '../cases/case.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { Message } from './deliveries-store.ts';

export interface Composed {
  readonly subject: string;
  readonly text: string;
}

type Template = (found: Case, data: Message['data'], tenant: Tenant) => Composed;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** An instant as the tenant's people read it: their local time, and the zone. */
const localTime = (value: unknown, { timezone }: Tenant): string => {
  const at = new Date(textOf(value));
  if (Number.isNaN(at.getTime())) return '';
  const shown = at.toLocaleString('en-GB', { timeZone: timezone, dateStyle: 'long', timeStyle: 'short' });
  return `${shown} (${timezone})`;
};

const lines = (...parts: readonly string[]): string => `${parts.filter((part) => part !== '').join('\n\n')}\n`;

/** The case by its reference and what it is about. */
const about = ({ reference, subject }: Case): string => (subject === '' ? reference : `${reference} (${subject})`);

const templates: ReadonlyMap<string, Template> = new Map<string, Template>([
  [
    'case-closed',
    (found, { reason, note }) => ({
      subject: `Your case ${found.reference} has been closed`,
      text: lines(
        `Your case ${about(found)} has been closed.`,
        textOf(reason) === '' ? '' : `Reason: ${textOf(reason)}`,
        textOf(note),
      ),
    }),
  ],
  [
    'target-reminder',
    (found, { dueAt }, tenant) => ({
      subject: `Case ${found.reference} is due soon`,
      text: lines(`Case ${about(found)} is due on ${localTime(dueAt, tenant)}.`),
    }),
  ],
  [
    'case-escalated',
    (found, { dueAt }, tenant) => ({
      subject: `Case ${found.reference} has passed its target`,
      text: lines(`Case ${about(found)} was due on ${localTime(dueAt, tenant)}, and is not closed.`),
    }),
  ],
]);

/** Of a message that has words of its own: its `subject` or `title`, its `text` or `message`. */
const plain: Template = (found, data) => ({
  subject: textOf(data['subject']) || textOf(data['title']) || `Case ${found.reference}`,
  text: lines(textOf(data['text']) || textOf(data['message']) || `This is about case ${about(found)}.`),
});

/** One line: a header holds no more. */
const oneLine = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ').trim();

export const composeMessage = (tenant: Tenant, found: Case, { template, data }: Message): Composed => {
  const { subject, text } = (templates.get(template) ?? plain)(found, data, tenant);
  return { subject: oneLine(subject), text };
};
