/** Rows as `COPY … FROM STDIN` reads them: fields between tabs, `\N` for null. */
import type { Case } from '@docket/server/domain/cases/case.ts';
import { categories } from '@docket/server/domain/cases/case.ts';
import { textOf } from '../database/text-of.ts';
import { face, type MadeCase } from './make-case.ts';
import type { Random } from './random.ts';
import { uidAt } from './random.ts';
import { makeEmail, makePerson, makePhone } from './vocabulary.ts';

/** Every column of `cases` that the table does not fill of itself, but the tenant. */
const caseColumns: readonly (readonly [string, keyof Case])[] = [
  ['number', 'number'],
  ['uid', 'uid'],
  ['reference', 'reference'],
  ['version', 'version'],
  ['type', 'type'],
  ['subtype', 'subtype'],
  ['stage', 'stage'],
  ['status', 'status'],
  ['category', 'category'],
  ['offense_type_id', 'offenseTypeId'],
  ['subject', 'subject'],
  ['description', 'description'],
  ['solution', 'solution'],
  ['severity', 'severity'],
  ['tags', 'tags'],
  ['unit_id', 'unitId'],
  ['owner_id', 'ownerId'],
  ['assignee_ids', 'assigneeIds'],
  ['assignee_group_ids', 'assigneeGroupIds'],
  ['customer_id', 'customerId'],
  ['contact_name', 'contactName'],
  ['contact_email', 'contactEmail'],
  ['contact_phone', 'contactPhone'],
  ['contact_address', 'contactAddress'],
  ['external_reference', 'externalReference'],
  ['due_at', 'dueAt'],
  ['due_by_rule', 'dueByRule'],
  ['due_step', 'dueStep'],
  ['review_notes', 'reviewNotes'],
  ['language', 'language'],
  ['attributes', 'attributes'],
  ['archived', 'archived'],
  ['restricted', 'restricted'],
  ['restricted_user_ids', 'restrictedUserIds'],
  ['restricted_group_ids', 'restrictedGroupIds'],
  ['created_at', 'createdAt'],
  ['created_by', 'createdById'],
  ['modified_at', 'modifiedAt'],
  ['modified_by', 'modifiedById'],
  ['closed_at', 'closedAt'],
  ['closure_reason', 'closureReason'],
  ['closure_note', 'closureNote'],
  ['facets', 'facets'],
  ['history_seq', 'historySeq'],
  ['history_at', 'historyAt'],
  ['history_hash', 'historyHash'],
];

/** The tables that a load writes, in the order in which they may be written. */
export const tables = {
  customers: 'tenant_id, customer_id, uid, personal_id, first_name, last_name, email, phone',
  cases: ['tenant_id', ...caseColumns.map(([column]) => column)].join(', '),
  history: 'tenant_id, case_number, seq, uid, at, actor_id, kind, facade, changes, data, hash, position',
  notes: 'tenant_id, note_id, case_number, text, private, author_id, facade, created_at',
  messages: 'tenant_id, message_id, case_number, event_seq, channel, recipient, template, data, created_at',
} as const;

export type TableName = keyof typeof tables;

const special = /[\\\t\n\r]/;
const names: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const fieldOf = (value: unknown): string => {
  if (value === null) return '\\N';
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value : (textOf(value) ?? '\\N');
  return special.test(text) ? text.replace(/[\\\t\n\r]/g, (found) => names[found] ?? found) : text;
};

const lineOf = (values: readonly unknown[]): string => `${values.map(fieldOf).join('\t')}\n`;

/** Lines of a number of cases, by table, as they gather. `position`: of the first event, in the tenant's own stream. */
export const createRows = (tenantId: number, firstPosition: number) => {
  const lines: Record<Exclude<TableName, 'customers'>, string> = { cases: '', history: '', notes: '', messages: '' };
  let position = firstPosition;

  const add = ({ case: found, events, notes, messages }: MadeCase): void => {
    const { number } = found;
    lines.cases += lineOf([
      tenantId,
      ...caseColumns.map(([, property]) =>
        property === 'category' ? categories.indexOf(found.category) : found[property],
      ),
    ]);
    for (const { seq, uid, at, actorId, kind, changes, data, hash } of events) {
      lines.history += lineOf([tenantId, number, seq, uid, at, actorId, kind, face, changes, data, hash, position]);
      position += 1;
    }
    for (const { id, text, private: isPrivate, authorId, at } of notes) {
      lines.notes += lineOf([tenantId, id, number, text, isPrivate, authorId, face, at]);
    }
    for (const { id, eventSeq, at, data } of messages) {
      const { channel, to, template, ...words } = data;
      lines.messages += lineOf([tenantId, id, number, eventSeq, channel, to, template, words, at]);
    }
  };

  /** What gathered since the last call. */
  const take = (): Readonly<Record<Exclude<TableName, 'customers'>, string>> => {
    const taken = { ...lines };
    Object.assign(lines, { cases: '', history: '', notes: '', messages: '' });
    return taken;
  };

  return { add, take };
};

/** Customers `from` to `to`, as they are called in at the counter. */
export const customerRows = (tenantId: number, random: Random, from: number, to: number, atMs: number): string => {
  let lines = '';
  for (let id = from; id <= to; id += 1) {
    const person = makePerson(random);
    const email = random.chance(0.5) ? makeEmail(person, random) : null;
    const phone = random.chance(0.5) ? makePhone(random) : null;
    lines += lineOf([tenantId, id, uidAt(atMs, random), `P-${id}`, person.first, person.last, email, phone]);
  }
  return lines;
};
