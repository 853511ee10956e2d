import type { Settings, StoredConfiguration, TenantRow } from '../../domain/tenants/configuration-rows.ts';
import type { CustomerRow } from '../applying/customers-store.ts';
import type { TenantDocument } from '../schema.ts';
import { namesIn } from './names.ts';
import { some, unless, without } from './omit.ts';
import { writeCases } from './write-cases.ts';
import { writePeople } from './write-people.ts';

const writeTenant = ({
  key,
  uid,
  name,
  timezone,
  language,
  number_start,
  hosts,
  settings,
}: TenantRow): TenantDocument['tenant'] => {
  const { numberFormat } = settings;
  const caseNumbers = without({ start: number_start, format: unless(numberFormat, '{number}') });
  return without({ key, uid, name, timezone, language, caseNumbers, hosts: some(hosts), sender: settings.sender });
};

const writeSessions = ({ sessions }: Settings): NonNullable<TenantDocument['sessions']> =>
  without({
    egainMinutes: unless(sessions.egainMinutes, 30),
    tokenHours: unless(sessions.tokenHours, 12),
    workspaceHours: unless(sessions.workspaceHours, 12),
  });

const writeScreening = (
  { screening }: Settings,
  unit: (id: number) => string,
): NonNullable<TenantDocument['screening']> =>
  without({
    groups: some(screening.groupUnitIds.map(unit)),
    secondaryFields: unless(screening.secondaryFields, 'standard') as 'none' | null,
    customFields: some(screening.customFields.map((field) => ({ ...field }))),
  });

const writeCustomer = (row: CustomerRow) =>
  without({
    id: row.customer_id,
    uid: row.uid,
    personalId: row.personal_id,
    firstName: row.first_name,
    lastName: row.last_name,
    email: row.email,
    phone: row.phone,
    extRef: row.ext_ref,
  });

const isEmpty = (part: unknown): boolean =>
  part === undefined || (typeof part === 'object' && Object.keys(part ?? {}).length === 0);

/** The tenant file that would make this configuration again; parts without content are left out. */
export const writeDocument = (
  { tenant, rows }: StoredConfiguration,
  customers: readonly CustomerRow[],
): TenantDocument => {
  const names = namesIn(rows);
  const { smtp } = tenant.settings;
  const { units, groups, roles, users, grants, credentials } = writePeople(rows, names);
  const { attributes, calendars, forms, caseTypes, offenseTypes, disposition, queues, classifications } = writeCases(
    rows,
    names,
  );
  const parts = {
    sessions: writeSessions(tenant.settings),
    ...(smtp && { smtp: without({ ...smtp }) }),
    units,
    groups,
    roles,
    users,
    grants,
    credentials,
    attributes,
    customers: customers.map(writeCustomer),
    calendars,
    forms,
    caseTypes,
    screening: writeScreening(tenant.settings, names.unit),
    offenseTypes,
    disposition,
    queues,
    classifications,
  };
  const written = Object.fromEntries(Object.entries(parts).filter(([, part]) => !isEmpty(part))) as typeof parts;
  return { tenant: writeTenant(tenant), ...written };
};
