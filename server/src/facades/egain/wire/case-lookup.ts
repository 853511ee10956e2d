/** The body of v20's lookup → the domain's filter (contract egain 6.2). */
import type { CaseFilter, Span } from '../../../domain/cases/case-filter.ts';
import type { Tenant } from '../../../domain/tenants/tenant.ts';
import { isAbsent, judgeForm } from '../body/judge-form.ts';
import type { Read, Reading } from '../body/shape.ts';
import { refuse } from '../codes.ts';
import type { lookupShape } from '../schemas.ts';
import { type AskedCases, readCaseFilter } from './case-filter.ts';
import { parseDate } from './dates.ts';

type Sent = Read<typeof lookupShape>;

const days = 24 * 60 * 60 * 1000;

/** Longest range of closing dates. */
const maxClosedMs = 14 * days;

/** `[start,end]`; undefined for an end that is left out. Fails with 400-152. */
const readRange = (name: string, text: string): readonly [start: Date | undefined, end: Date | undefined] => {
  const [, from = '', to = ''] = /^\[([^,]*),([^,]*)\]$/.exec(text) ?? [];
  const ends = [from, to].map((date) => (date === '' ? undefined : (parseDate(date) ?? null)));
  const [start, end] = ends;
  if (start === null || end === null || (start === undefined && end === undefined)) throw refuse('400-152', name);
  return [start, end];
};

/** Both ends are inside; the domain's are outside, and instants are whole milliseconds. */
const toSpan = (start: Date | undefined, end: Date | undefined): Span => ({
  ...(start ? { after: new Date(start.getTime() - 1) } : {}),
  ...(end ? { before: new Date(end.getTime() + 1) } : {}),
});

const readSpan = (name: string, text: string): Span => toSpan(...readRange(name, text));

/** Needs its start; without an end it goes on for as long as it may. */
const readClosed = (text: string): Span => {
  const [start, end] = readRange('lastClosedDate', text);
  const length = start && end ? end.getTime() - start.getTime() : maxClosedMs;
  if (start === undefined || length <= 0 || length > maxClosedMs) throw refuse('400-152', 'lastClosedDate');
  return toSpan(start, end ?? new Date(start.getTime() + maxClosedMs));
};

/** Something to look for, and of each attribute both members. What is there and of the wrong kind is not missing. */
const requiredOf = ({ value: sent, invalid }: Reading<typeof lookupShape>): [string, boolean][] => {
  const custom = (sent.custom ?? []).filter((one) => one !== null);
  const isAsked =
    invalid.length > 0 ||
    custom.length > 0 ||
    Object.entries(sent).some(([name, value]) => name !== 'custom' && !isAbsent(value));
  const isWrong = invalid.some(([first]) => first === 'custom');
  const have = (name: 'name' | 'value'): boolean => isWrong || custom.every((one) => !isAbsent(one[name]));
  return [
    ['lookup', isAsked],
    ['custom.name', have('name')],
    ['custom.value', have('value')],
  ];
};

const readCustom = (tenant: Tenant, sent: Sent['custom']): AskedCases['custom'] => {
  const custom = new Map<string, string>();
  for (const one of sent ?? []) {
    if (one === null) continue;
    const { name, value } = one;
    if (typeof name !== 'string' || !tenant.attributes.has(name) || custom.has(name)) {
      throw refuse('400-152', 'custom.name');
    }
    custom.set(name, value ?? '');
  }
  return custom;
};

/** The owner's id, by either name of him; one that nobody has asks for no case. */
const readOwner = (tenant: Tenant, { ownerId, ownerLoginId }: Sent): string | undefined => {
  if (isAbsent(ownerLoginId)) return ownerId ?? undefined;
  if (ownerLoginId === '') throw refuse('400-152', 'ownerLoginId');
  return String(tenant.users.byKey.get(ownerLoginId)?.id ?? 0);
};

const names: Readonly<Record<keyof AskedCases, string>> = {
  customer: 'customer',
  email: 'email',
  phone: 'phone',
  status: 'status',
  department: 'department',
  owner: 'ownerId',
  custom: 'custom.value',
};

/** Fails with 400-146 where nothing is asked for, 400-147 (both names of an owner too), 400-152. */
export const readLookup = (tenant: Tenant, reading: Reading<typeof lookupShape>): CaseFilter => {
  const { value: sent, unsupported } = reading;
  const both = !isAbsent(sent.ownerId) && !isAbsent(sent.ownerLoginId) ? ['ownerLoginId'] : [];
  judgeForm({ ...reading, unsupported: [...unsupported, ...both] }, requiredOf(reading));
  const { createdDate, lastModifiedDate, lastClosedDate } = sent;
  const asked: AskedCases = {
    customer: sent.customer ?? undefined,
    email: sent.email ?? undefined,
    phone: sent.phone ?? undefined,
    status: sent.status ?? undefined,
    department: sent.department ?? undefined,
    owner: readOwner(tenant, sent),
    custom: readCustom(tenant, sent.custom),
  };
  return {
    ...readCaseFilter(tenant, asked, (name) => refuse('400-152', names[name])),
    ...(isAbsent(createdDate) ? {} : { created: readSpan('createdDate', createdDate) }),
    ...(isAbsent(lastModifiedDate) ? {} : { modified: readSpan('lastModifiedDate', lastModifiedDate) }),
    ...(isAbsent(lastClosedDate) ? {} : { closed: readClosed(lastClosedDate) }),
  };
};
