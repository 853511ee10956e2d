/** The body of Edit Case → what the domain is asked to do (contract egain 4.1–4.6, step 7). */
import { requireFitOwner } from '../../../domain/access/require-fit-owner.ts';
import type { CaseFields, Severity } from '../../../domain/cases/case.ts';
import { severities } from '../../../domain/cases/case.ts';
import type { CaseEdit } from '../../../domain/cases/edit-case.ts';
import type { Tenant } from '../../../domain/tenants/tenant.ts';
import { isAbsent, judgeForm } from '../body/judge-form.ts';
import type { Path, Read, Reading } from '../body/shape.ts';
import { refuse } from '../codes.ts';
import type { editCaseShape } from '../schemas.ts';
import { hasAttributes, readCustomAttributes } from './custom-attributes.ts';
import { parseDate } from './dates.ts';
import { requireId } from './ids.ts';
import type { SentRelationIds } from './related-cases.ts';
import { hasRelations, readRelatedCases } from './related-cases.ts';
import { maxTextLength } from './texts.ts';

type Sent = Read<typeof editCaseShape>;

type SentFields = Pick<Sent, 'dueDate' | 'severity' | 'subject' | 'description' | 'solution'>;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Fields that come and go one by one. */
type SentCaseFields = Mutable<Partial<Pick<CaseFields, 'dueAt' | 'severity' | 'subject' | 'description' | 'solution'>>>;

export interface CaseEditRequest {
  readonly number: number;
  readonly edit: CaseEdit;
  /** What was sent by way of ids: errors name them so. */
  readonly sentIds: readonly string[];
}

/** The name of what is wrong among the attributes: its own, where it has one. */
export const attributeName = (sent: Sent['customAttributes'], [, , place]: Path): string => {
  const name = typeof place === 'number' ? sent?.customAttribute?.[place]?.attribName : undefined;
  return typeof name === 'string' ? `customAttributes.${name}` : 'customAttributes';
};

/** A member's name as errors say it: without places in lists, and an attribute by its own name. */
const nameOf = (sent: Sent, path: Path): string => {
  const [first] = path;
  if (first === 'relatedCases') return 'relatedCases';
  return first === 'customAttributes' ? attributeName(sent.customAttributes, path) : path.join('.');
};

/** Whether anything is to be modified, be it of the wrong kind. */
const hasEdit = ({ value: sent, invalid }: Reading<typeof editCaseShape>): boolean =>
  [sent.dueDate, sent.owner, sent.severity, sent.subject, sent.description, sent.solution].some(
    (value) => !isAbsent(value),
  ) ||
  hasRelations(sent.relatedCases) ||
  hasAttributes(sent.customAttributes) ||
  invalid.some(([first]) => first !== 'id' && first !== 'lastModified');

const requiredOf = (reading: Reading<typeof editCaseShape>): [string, boolean][] => {
  const { value: sent } = reading;
  return [
    ['id', !isAbsent(sent.id) && sent.id !== ''],
    ['lastModified.date', !isAbsent(sent.lastModified?.date)],
    ['severity.value', isAbsent(sent.severity) || !isAbsent(sent.severity.value)],
    ['owner.user.id', isAbsent(sent.owner) || !isAbsent(sent.owner.user?.id)],
    ['case', hasEdit(reading)],
  ];
};

const readText = (name: string, value: string): string => {
  if (value.length > maxTextLength) throw refuse('400-152', name);
  return value;
};

/** An empty one removes the due date; any other lies in the future. */
const readDueDate = (value: string, now: number): Date | null => {
  if (value === '') return null;
  const at = parseDate(value);
  if (at === undefined || at.getTime() <= now) throw refuse('400-152', 'dueDate');
  return at;
};

const readSeverity = (value: string): Severity => {
  const severity = severities.find((one) => one === value);
  if (severity === undefined) throw refuse('400-152', 'severity.value');
  return severity;
};

/** The fields of a case that a body names, by the rules of 4.1 and 4.3. Fails with 400-152, the first. */
export const readFields = (sent: SentFields, now: number): SentCaseFields => {
  const { dueDate, severity, subject, description, solution } = sent;
  const fields: SentCaseFields = {};
  if (!isAbsent(dueDate)) fields.dueAt = readDueDate(dueDate, now);
  if (!isAbsent(severity?.value)) fields.severity = readSeverity(severity.value);
  if (!isAbsent(subject)) fields.subject = readText('subject', subject);
  if (!isAbsent(description)) fields.description = readText('description', description) || null;
  if (!isAbsent(solution)) fields.solution = readText('solution', solution) || null;
  return fields;
};

const toRelations = ({ link, unlink }: SentRelationIds): CaseEdit['relations'] =>
  link.length + unlink.length === 0 ? undefined : { link: link.map(Number), unlink: unlink.map(Number) };

/**
 * Judges all that the body alone and the tenant's configuration tell: missing members (400-146), then unsupported ones
 * (400-147), then values (400-152, the first).
 */
export const readCaseEdit = (tenant: Tenant, reading: Reading<typeof editCaseShape>, now: number): CaseEditRequest => {
  const { value: sent } = reading;
  judgeForm(reading, requiredOf(reading), (path) => nameOf(sent, path));

  const number = requireId('id', sent.id ?? '');
  const ifModifiedAt = parseDate(sent.lastModified?.date ?? '');
  if (ifModifiedAt === undefined) throw refuse('400-152', 'lastModified.date');
  const ownerId = sent.owner?.user?.id;
  const fields = {
    ...readFields(sent, now),
    ...(isAbsent(ownerId) ? {} : { ownerId: requireId('owner.user.id', ownerId) }),
  };
  const related = readRelatedCases(sent.relatedCases, number);
  const relations = toRelations(related);
  const attributes = readCustomAttributes(tenant, sent.customAttributes);
  return {
    number,
    sentIds: [sent.id ?? '', ownerId ?? '', ...related.link, ...related.unlink],
    edit: {
      fields,
      attributes,
      ...(relations ? { relations } : {}),
      ifModifiedAt,
      openOnly: true,
      countUnchanged: true,
      ownerRule: 'licensed-in-unit',
      // The domain judges a new owner; here the present one, sent again, is judged too (4.1), though he needs no grant.
      derive: () => {
        if (typeof fields.ownerId === 'number') requireFitOwner(tenant, fields.ownerId, null, 'licensed-in-unit');
        return {};
      },
    },
  };
};
