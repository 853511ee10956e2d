/** The body of Create Activity → what the domain is asked to make (contract egain 6.8). */
import {
  type ActivityMode,
  type ActivityType,
  activityModes,
  activityTypes,
} from '../../../domain/activities/activity.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { JsonObject, JsonValue } from '../../../domain/cases/case.ts';
import type { CustomerClue } from '../../../domain/customers/require-customer.ts';
import { isAbsent, judgeForm } from '../body/judge-form.ts';
import type { Read, Reading } from '../body/shape.ts';
import { memberAt } from '../body/tree.ts';
import { refuse } from '../codes.ts';
import type { activityShape } from '../schemas.ts';
import { ownerOfPoint } from './customer-view.ts';
import { requireId } from './ids.ts';
import { maxTextLength } from './texts.ts';

type Sent = Read<typeof activityShape>;

const maxSubtypeLength = 64;

/** Whose activity it is, and the text that says so, which an error names. */
interface SentCustomer {
  readonly clue: CustomerClue;
  readonly text: string;
}

export interface ActivityRequest {
  readonly unitId: number;
  readonly type: ActivityType;
  readonly subtype: string;
  readonly mode: ActivityMode;
  readonly subject: string | null;
  readonly content: string | null;
  readonly contactPoint: string | null;
  /** Null: an anonymous customer. */
  readonly customer: SentCustomer | null;
  /** The case's id, as it was sent. */
  readonly caseId: string | undefined;
  /** What is kept and not shown. */
  readonly kept: JsonObject;
}

const isEmpty = (value: JsonValue | undefined): boolean =>
  isAbsent(value) || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

/** An address holds an @, a number digits. */
const clueOf = (contact: string): CustomerClue => (contact.includes('@') ? { email: contact } : { phone: contact });

const pointIds = ({ customer }: Sent): string[] =>
  (customer?.contactPersons?.contactPerson ?? [])
    .flatMap((person) => person?.contactPoints?.contactPoint ?? [])
    .flatMap((point) => (isAbsent(point?.id) ? [] : [point.id]));

const senderOf = ({ payload }: Sent): string | undefined => {
  const from = memberAt(payload ?? undefined, ['email', 'emailAddresses', 'from']);
  return typeof from === 'string' && from !== '' ? from : undefined;
};

/** An id that nobody has. */
const nobody = { id: 0 };

/** The first that is there, in the contract's order. A point of contact that cannot be is nobody's. */
const readCustomer = (sent: Sent): SentCustomer | undefined => {
  const { customer, contactPointData } = sent;
  if (!isAbsent(customer?.id)) return { clue: { id: requireId('customer.id', customer.id) }, text: customer.id };
  if (!isEmpty(contactPointData ?? undefined))
    return { clue: clueOf(contactPointData ?? ''), text: contactPointData ?? '' };
  const [point] = pointIds(sent);
  if (point !== undefined) {
    const name = 'customer.contactPersons.contactPerson.contactPoints.contactPoint.id';
    const owner = ownerOfPoint(requireId(name, point));
    return { clue: owner ? { id: owner.customerId, has: owner.kind } : nobody, text: point };
  }
  const from = senderOf(sent);
  return from === undefined ? undefined : { clue: { email: from }, text: from };
};

/** What the body must say; a call says its direction, of others it is known. What is of the wrong kind is not missing. */
const requiredOf = (
  { value: sent, invalid }: Reading<typeof activityShape>,
  anonymous: boolean,
): [string, boolean][] => {
  const { department, type, mode, subject, content, payload } = sent;
  const isWrong = (...names: string[]): boolean => invalid.some(([first]) => names.includes(String(first)));
  const hasMode = !isAbsent(mode?.value) || (isAbsent(mode) && type?.value !== 'call_track');
  const hasCustomer =
    anonymous ||
    isWrong('customer', 'contactPointData', 'payload') ||
    !isAbsent(sent.customer?.id) ||
    !isEmpty(sent.contactPointData ?? undefined) ||
    pointIds(sent).length > 0 ||
    senderOf(sent) !== undefined;
  const hasText =
    isWrong('subject', 'content', 'payload') ||
    ![subject, content, payload].every((value) => isEmpty(value ?? undefined));
  return [
    ['department.name', !isAbsent(department?.name)],
    ['type.value', !isAbsent(type?.value)],
    ['type.subtype.value', !isAbsent(type?.subtype?.value)],
    ['mode.value', hasMode],
    ['subject', hasText],
    ['customer', hasCustomer],
    ['case.id', isAbsent(sent.case) || !isAbsent(sent.case.id)],
  ];
};

/** A unit of that name, letter case ignored; of several one that the caller acts in. */
const readDepartment = ({ tenant, user }: Actor, name: string): number => {
  const wanted = name.toLowerCase();
  const units = tenant.units.all.filter((unit) => unit.name.toLowerCase() === wanted);
  const unit = units.find(({ id }) => user?.ownUnitIds.has(id)) ?? units[0];
  if (unit === undefined) throw refuse('400-152', 'department.name');
  return unit.id;
};

const oneOf = <T extends string>(name: string, values: readonly T[], sent: string): T => {
  const found = values.find((value) => value === sent);
  if (found === undefined) throw refuse('400-152', name);
  return found;
};

const requireLength = (name: string, value: string, max: number): string => {
  if (value === '' || value.length > max) throw refuse('400-152', name);
  return value;
};

const keep = ({ isSecure, priority, payload }: Sent): JsonObject =>
  Object.fromEntries(
    Object.entries({ isSecure, priority, payload }).filter(([, value]) => !isAbsent(value)),
  ) as JsonObject;

/**
 * Judges all that the body alone and the tenant's configuration tell: missing members (400-146), unsupported ones
 * (400-147), values (400-152). `anonymous`: no customer is looked for.
 */
export const readActivity = (
  actor: Actor,
  reading: Reading<typeof activityShape>,
  anonymous: boolean,
): ActivityRequest => {
  const { value: sent } = reading;
  judgeForm(reading, requiredOf(reading, anonymous));
  const { department, type, mode, subject, content, contactPointData } = sent;
  return {
    unitId: readDepartment(actor, department?.name ?? ''),
    type: oneOf('type.value', activityTypes, type?.value ?? ''),
    subtype: requireLength('type.subtype.value', type?.subtype?.value ?? '', maxSubtypeLength),
    mode: oneOf('mode.value', activityModes, (mode?.value ?? 'inbound').toLowerCase()),
    subject: subject ? requireLength('subject', subject, maxTextLength) : null,
    content: content || null,
    contactPoint: contactPointData ? requireLength('contactPointData', contactPointData, maxTextLength) : null,
    customer: anonymous ? null : (readCustomer(sent) ?? null),
    caseId: sent.case?.id ?? undefined,
    kept: keep(sent),
  };
};
