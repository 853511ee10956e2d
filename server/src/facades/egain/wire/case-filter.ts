/** What search and lookup may be asked for, in their common parts (contract egain 6.2) → the domain's filter. */
import type { AttributeValue } from '../../../domain/cases/case.ts';
import type { CaseFilter } from '../../../domain/cases/case-filter.ts';
import type { Attribute, Tenant } from '../../../domain/tenants/tenant.ts';
import { parseDate } from './dates.ts';
import { parseId } from './ids.ts';
import { isFitText } from './texts.ts';

type Filter = { -readonly [K in keyof CaseFilter]: CaseFilter[K] };

/** Values by the names that both calls have; absent ones ask for nothing. */
export interface AskedCases {
  readonly customer?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly status?: string | undefined;
  readonly department?: string | undefined;
  readonly owner?: string | undefined;
  /** By the attribute's key. */
  readonly custom: ReadonlyMap<string, string>;
}

/** Names the value that nothing can have: each call has its own error for it. */
export type Refuse = (name: keyof AskedCases, key?: string) => Error;

const statuses: Readonly<Record<string, boolean>> = { open: true, closed: false };

export const statusNames = Object.keys(statuses).join(', ');

/** The largest id that a record can have. */
const maxId = 2_147_483_647;

/** None where no record can have the id: it is asked for among none. */
const readIds = (text: string, refusal: () => Error): readonly number[] => {
  const id = parseId(text);
  if (id === undefined) throw refusal();
  return id > 0 && id <= maxId ? [id] : [];
};

const readText = (text: string, refusal: () => Error): string => {
  if (text === '' || !isFitText(text)) throw refusal();
  return text;
};

const readPhone = (text: string, refusal: () => Error): string => {
  if (!/[0-9]/.test(text)) throw refusal();
  return text;
};

/** As it is stored; undefined: the attribute's kind has no such value. An option that is not there is nobody's. */
const attributeValue = ({ kind }: Attribute, text: string): AttributeValue | undefined => {
  if (kind === 'integer') return /^-?[0-9]{1,9}$/.test(text) ? Number(text) + 0 : undefined;
  if (kind === 'datetime') return parseDate(text)?.toISOString();
  return text === '' || !isFitText(text) ? undefined : text;
};

const readCustom = (tenant: Tenant, custom: AskedCases['custom'], refusal: Refuse): CaseFilter['attributes'] =>
  new Map(
    [...custom].map(([key, text]) => {
      const attribute = tenant.attributes.get(key);
      const value = attribute && attributeValue(attribute, text);
      if (value === undefined) throw refusal('custom', key);
      return [key, [value]];
    }),
  );

/** Fails with what `refusal` makes of the first value that cannot be. Names of nobody and nothing ask for no case. */
export const readCaseFilter = (tenant: Tenant, asked: AskedCases, refusal: Refuse): CaseFilter => {
  const { customer, email, phone, status, department, owner, custom } = asked;
  const filter: Filter = {};
  if (customer !== undefined) filter.customerIds = readIds(customer, () => refusal('customer'));
  if (owner !== undefined) filter.ownerIds = readIds(owner, () => refusal('owner'));
  if (status !== undefined) {
    if (!Object.hasOwn(statuses, status)) throw refusal('status');
    filter.open = statuses[status] === true;
  }
  if (department !== undefined) {
    const name = readText(department, () => refusal('department'));
    filter.unitIds = tenant.units.all.filter((unit) => unit.name === name).map(({ id }) => id);
  }
  if (email !== undefined || phone !== undefined) {
    filter.customer = {
      ...(email === undefined ? {} : { email: readText(email, () => refusal('email')) }),
      ...(phone === undefined ? {} : { phone: readPhone(phone, () => refusal('phone')) }),
    };
  }
  if (custom.size > 0) filter.attributes = readCustom(tenant, custom, refusal) ?? new Map();
  return filter;
};
