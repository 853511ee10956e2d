/** The body of Edit Case → what the domain is asked to do (contract egain 4.1–4.6, step 7). */
import { requireFitOwner } from '../../../domain/access/require-fit-owner.ts';
import type { Severity } from '../../../domain/cases/case.ts';
import { severities } from '../../../domain/cases/case.ts';
import type { CaseEdit } from '../../../domain/cases/edit-case.ts';
import type { Tenant } from '../../../domain/tenants/tenant.ts';
import type { Path, Read, Reading } from '../body/shape.ts';
import { refuse } from '../codes.ts';
import type { editCaseShape } from '../schemas.ts';
import { hasAttributes, readCustomAttributes } from './custom-attributes.ts';
import { parseDate } from './dates.ts';
import { parseId } from './ids.ts';
import type { SentRelationIds } from './related-cases.ts';
import { hasRelations, readRelatedCases } from './related-cases.ts';
import { maxTextLength } from './texts.ts';

type Sent = Read<typeof editCaseShape>;

/** Fields that come and go one by one. */
type Fields = { -readonly [K in keyof NonNullable<CaseEdit['fields']>]: NonNullable<CaseEdit['fields']>[K] };

export interface CaseEditRequest {
  readonly number: number;
  readonly edit: CaseEdit;
  /** What was sent by way of ids: errors name them so. */
  readonly sentIds: readonly string[];
}

/** A member's name as errors say it: without places in lists, and an attribute by its own name. */
const nameOf = (sent: Sent, path: Path): string => {
  const [first, , place] = path;
  if (first === 'relatedCases') return 'relatedCases';
  if (first === 'customAttributes') {
    const name = typeof place === 'number' ? sent.customAttributes?.customAttribute?.[place]?.attribName : undefined;
    return typeof name === 'string' ? `customAttributes.${name}` : 'customAttributes';
  }
  return path.join('.');
};

const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined;

/** Required members that are not there. What is there and of the wrong kind is not missing: it is invalid. */
const findMissing = ({ value: sent, invalid }: Reading<typeof editCaseShape>): string[] => {
  const isInvalid = (name: string): boolean => invalid.some((path) => `${name}.`.startsWith(`${path.join('.')}.`));
  const missing: string[] = [];
  const require = (name: string, isThere: boolean): void => {
    if (!isThere && !isInvalid(name)) missing.push(name);
  };
  require('id', !isAbsent(sent.id) && sent.id !== '');
  require('lastModified.date', !isAbsent(sent.lastModified?.date));
  require('severity.value', isAbsent(sent.severity) || !isAbsent(sent.severity.value));
  require('owner.user.id', isAbsent(sent.owner) || !isAbsent(sent.owner.user?.id));
  const optional = [sent.dueDate, sent.owner, sent.severity, sent.subject, sent.description, sent.solution];
  const hasEdit =
    optional.some((value) => !isAbsent(value)) ||
    hasRelations(sent.relatedCases) ||
    hasAttributes(sent.customAttributes) ||
    invalid.some(([first]) => first !== 'id' && first !== 'lastModified');
  require('case', hasEdit);
  return missing;
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

const requireId = (name: string, value: string): number => {
  const id = parseId(value);
  if (id === undefined) throw refuse('400-152', name);
  return id;
};

const readFields = (sent: Sent, now: number): Fields => {
  const { dueDate, owner, severity, subject, description, solution } = sent;
  const fields: Fields = {};
  if (!isAbsent(dueDate)) fields.dueAt = readDueDate(dueDate, now);
  if (!isAbsent(owner?.user?.id)) fields.ownerId = requireId('owner.user.id', owner.user.id);
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
  const { value: sent, unsupported, invalid } = reading;
  const missing = findMissing(reading);
  if (missing.length > 0) throw refuse('400-146', missing);
  if (unsupported.length > 0) throw refuse('400-147', new Set(unsupported));
  const [wrong] = invalid;
  if (wrong !== undefined) throw refuse('400-152', nameOf(sent, wrong));

  const number = requireId('id', sent.id ?? '');
  const ifModifiedAt = parseDate(sent.lastModified?.date ?? '');
  if (ifModifiedAt === undefined) throw refuse('400-152', 'lastModified.date');
  const fields = readFields(sent, now);
  const related = readRelatedCases(sent.relatedCases, number);
  const relations = toRelations(related);
  const attributes = readCustomAttributes(tenant, sent.customAttributes);
  return {
    number,
    sentIds: [sent.id ?? '', sent.owner?.user?.id ?? '', ...related.link, ...related.unlink],
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
