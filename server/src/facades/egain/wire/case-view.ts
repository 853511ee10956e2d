/** A case as this API shows it (contract egain 5.1, 5.2), for JSON as it is and for XML by `write-cases-xml.ts`. */
import type { Case, JsonObject, JsonValue } from '../../../domain/cases/case.ts';
import { isOpen } from '../../../domain/cases/case.ts';
import type { CustomerCard } from '../../../domain/cases/cases-with-customers-store.ts';
import type { Tenant } from '../../../domain/tenants/tenant.ts';
import type { Viewer } from '../call.ts';
import { displayValue } from '../display-values.ts';
import { showCustomAttributes } from './custom-attributes.ts';
import { formatDate } from './dates.ts';
import { showUser } from './user.ts';

/** What `$attribute` asks for beside what is always shown. */
export interface Wanted {
  has(name: OnRequest): boolean;
  hasCustom(key: string): boolean;
}

export const onRequest = [
  'created',
  'originatingChannel',
  'description',
  'solution',
  'userLastWorked',
  'relatedCases',
  'notes',
  'lastClosed',
] as const;

export type OnRequest = (typeof onRequest)[number];

export interface ShownCase {
  readonly case: Case;
  readonly customer: CustomerCard | null;
  /** The related cases that the caller sees, where they are asked for. */
  readonly related?: readonly Case[];
}

/** Neither closed nor archived is open; the tenant's default type tells its own status (5.2). */
export const statusValue = (tenant: Tenant, found: Case): string => {
  if (!isOpen(found)) return 'closed';
  return found.type === tenant.defaultCaseType.key ? found.status : 'open';
};

/** First and last name; without, the e-mail; without, the phone. */
export const customerName = ({ firstName, lastName, email, phone }: CustomerCard): string =>
  [firstName, lastName].filter((name) => name).join(' ') || email || phone || '';

export const showValue = ({ language }: Viewer, value: string): JsonObject => ({
  value,
  displayValue: displayValue(language, value),
});

export const caseHref = ({ place }: Pick<Viewer, 'place'>, number: number): string =>
  `${place.base}/interaction/case/${number}`;

/** A link inside a part: one object under v12, a list of one under v20 (5.1). */
export const innerLink = ({ place }: Viewer, rel: string, path: string): JsonValue => {
  const link = { rel, href: `${place.base}${path}` };
  return place.version === 'v20' ? [link] : link;
};

const showOwner = (viewer: Viewer, found: Case): JsonObject => {
  const user = showUser(viewer.tenant, found.ownerId);
  const [name, word, id] = isOpen(found) ? ['cases_open', 'open', '13'] : ['cases_closed', 'closed', '14'];
  return {
    ...(user ? { user } : {}),
    folder: { name: { value: name, displayValue: displayValue(viewer.language, word) }, id },
  };
};

const showCustomer = (viewer: Viewer, { case: found, customer }: ShownCase): JsonObject =>
  found.customerId === null || customer === null
    ? {}
    : {
        link: innerLink(viewer, 'customer', `/interaction/customer/${found.customerId}`),
        customerName: customerName(customer),
        id: String(found.customerId),
      };

/** Of a case or an activity; empty where it has none. */
export const showDepartment = ({ tenant }: Viewer, { unitId }: Pick<Case, 'unitId'>): JsonObject => {
  const unit = unitId === null ? undefined : tenant.units.byId.get(unitId);
  return unit === undefined ? {} : { name: unit.name, id: String(unit.id) };
};

export const showStamp = (tenant: Tenant, userId: number | null, at: Date): JsonObject => {
  const user = showUser(tenant, userId);
  return { ...(user ? { user } : {}), date: formatDate(at) };
};

const channels: Readonly<Record<string, string>> = { call_track: 'Call_Track', email: 'Email', task: 'Task' };

/** How the case began, where it began with an activity: the activity's type, kept in this face's facet. */
const showChannel = ({ language }: Viewer, found: Case): JsonObject | undefined => {
  const type = found.facets['egain']?.['originatingChannel'];
  const value = typeof type === 'string' && Object.hasOwn(channels, type) ? channels[type] : undefined;
  return value === undefined ? undefined : { value, displayValue: displayValue(language, type as string) };
};

const showLastWorked = ({ tenant }: Viewer, found: Case): JsonObject | undefined => {
  const id = found.facets['egain']?.['userLastWorked'];
  const user = typeof id === 'number' ? showUser(tenant, id) : undefined;
  return user && { user };
};

const showRelated = (viewer: Viewer, related: readonly Case[]): JsonObject => ({
  case: related.map((one) => ({
    link: [{ rel: 'case', href: caseHref(viewer, one.number) }],
    status: showValue(viewer, statusValue(viewer.tenant, one)),
    subject: one.subject,
    id: String(one.number),
  })),
});

type OnRequestValues = Readonly<Record<OnRequest | 'customAttributes', JsonValue | undefined>>;

/** In the order in which they are shown; undefined: the case has none. */
const showOnRequest = (viewer: Viewer, shown: ShownCase, wanted: Wanted): OnRequestValues => {
  const { tenant } = viewer;
  const { case: found, related } = shown;
  return {
    lastClosed: found.closedAt === null ? undefined : formatDate(found.closedAt),
    originatingChannel: showChannel(viewer, found),
    created: showStamp(tenant, found.createdById, found.createdAt),
    description: found.description || undefined,
    solution: found.solution || undefined,
    userLastWorked: showLastWorked(viewer, found),
    relatedCases: related && showRelated(viewer, related),
    customAttributes: showCustomAttributes(tenant, found, (key) => wanted.hasCustom(key)),
    notes: [{ rel: 'note', href: `${caseHref(viewer, found.number)}/note` }],
  };
};

const pickWanted = (values: OnRequestValues, wanted: Wanted): JsonObject => {
  const picked: { [name: string]: JsonValue } = {};
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && (name === 'customAttributes' || wanted.has(name as OnRequest))) picked[name] = value;
  }
  return picked;
};

export const showCase = (viewer: Viewer, shown: ShownCase, wanted: Wanted): JsonObject => {
  const { tenant } = viewer;
  const { case: found } = shown;
  const id = String(found.number);
  return {
    link: [{ rel: 'self', href: caseHref(viewer, found.number) }],
    activities: { link: innerLink(viewer, 'activity', `/interaction/activity?case=${id}`) },
    department: showDepartment(viewer, found),
    status: showValue(viewer, statusValue(tenant, found)),
    lastModified: showStamp(tenant, found.modifiedById, found.modifiedAt),
    ...(found.dueAt === null ? {} : { dueDate: formatDate(found.dueAt) }),
    owner: showOwner(viewer, found),
    customer: showCustomer(viewer, shown),
    severity: showValue(viewer, found.severity),
    subject: found.subject,
    ...pickWanted(showOnRequest(viewer, shown, wanted), wanted),
    id,
  };
};
