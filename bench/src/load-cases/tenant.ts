/** The tenant that the bench measures on: as large as a council's, the same each time. */
import type { TenantDocument } from '@docket/server/tenant-file/schema.ts';

export const tenantKey = 'bench';

/** The two whom the bench signs in as, through every face: one sees every unit, the other one in ten. */
export const logins = { all: 'sees-all', tenth: 'sees-tenth' } as const;

export type Login = keyof typeof logins;

export const unitCount = 200;
export const caseTypeCount = 170;
const agentCount = 300;
const queueCount = 20;

const three = (index: number): string => String(index).padStart(3, '0');
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i + 1));

export const unitKey = (id: number): string => `unit-${three(id)}`;

/** Every tenth unit, the fifth first. */
export const tenthUnitIds: readonly number[] = times(unitCount, (id) => id).filter((id) => id % 10 === 5);

/** The queue that is joined and served: its unit is one of the tenth. */
export const queueId = 1;

const units: TenantDocument['units'] = times(unitCount, (id) => ({
  key: unitKey(id),
  id,
  extRef: `U${three(id)}`,
  name: `District ${id}`,
}));

const groups: TenantDocument['groups'] = [
  { key: 'starters', id: 1, name: 'Case starters' },
  { key: 'managers', id: 2, name: 'Case managers' },
  ...times(20, (index) => ({ key: `team-${three(index)}`, id: 2 + index, name: `Team ${index}` })),
];

const roles: TenantDocument['roles'] = [
  {
    key: 'agent',
    permissions: ['case.view', 'case.create', 'case.edit', 'case.close', 'note.add', 'note.view', 'customer.change'],
  },
  {
    key: 'case-manager',
    permissions: [
      'case.view',
      'case.create',
      'case.edit',
      'case.close',
      'case.assign',
      'note.add',
      'note.view',
      'customer.change',
      'activity.changeCase',
      'queue.serve',
    ],
  },
  { key: 'org-admin', permissions: ['*'] },
];

/** Who has no password here cannot sign in by one; the work of hashing three hundred would be most of an apply. */
const users: NonNullable<TenantDocument['users']> = [
  {
    login: logins.all,
    id: 1,
    password: `${logins.all}-pw`,
    firstName: 'Ada',
    lastName: 'Ward',
    home: unitKey(5),
    foreign: times(unitCount, unitKey).filter((key) => key !== unitKey(5)),
    roles: ['org-admin'],
    groups: ['starters', 'managers'],
    licences: ['case'],
  },
  {
    login: logins.tenth,
    id: 2,
    password: `${logins.tenth}-pw`,
    firstName: 'Ben',
    lastName: 'Stone',
    home: unitKey(5),
    foreign: tenthUnitIds.filter((id) => id !== 5).map(unitKey),
    roles: ['case-manager'],
    groups: ['starters', 'managers'],
    licences: ['case'],
  },
  ...times(agentCount, (index) => {
    const home = ((index - 1) % unitCount) + 1;
    return {
      login: `agent-${three(index)}`,
      id: 100 + index,
      firstName: 'Agent',
      lastName: `Number ${index}`,
      home: unitKey(home),
      foreign: [unitKey((home % unitCount) + 1), unitKey(((home + 40) % unitCount) + 1)],
      roles: ['agent'],
      groups: [`team-${three(1 + (index % 20))}`],
      licences: ['case'],
    };
  }),
];

const bearers = ['tracker', 'qflow', 'goss', 'api'] as const;

/** What the bench signs in with through a face, as that user. */
export const tokenOf = (face: (typeof bearers)[number], login: Login): string => `bench-${face}-${login}-token`;
export const keyOf = (login: Login) => ({
  keyId: `bench-worldcheck-${login}`,
  secret: `bench-worldcheck-${login}-secret`,
});

const credentials: TenantDocument['credentials'] = (['all', 'tenth'] as const).flatMap((login) => [
  { facade: 'worldcheck' as const, user: logins[login], ...keyOf(login) },
  ...bearers.map((facade) => ({ facade, user: logins[login], token: tokenOf(facade, login) })),
]);

export const regions = ['north', 'east', 'south', 'west', 'centre'] as const;
export const channels = ['web', 'phone', 'desk', 'letter'] as const;

const attributes: TenantDocument['attributes'] = [
  { key: 'region', label: 'Region', kind: 'choice', options: [...regions] },
  { key: 'customer_rating', label: 'Customer rating', kind: 'choice', options: ['1', '2', '3', '4', '5'] },
  { key: 'account_ref', label: 'Account reference', kind: 'text', maxLength: 1024 },
  { key: 'asset', label: 'Asset', kind: 'text', maxLength: 200 },
  { key: 'visits', label: 'Visits', kind: 'integer' },
  { key: 'amount', label: 'Amount', kind: 'integer' },
  { key: 'renewal', label: 'Renewal', kind: 'datetime' },
  { key: 'inspected', label: 'Inspected', kind: 'datetime' },
  { key: 'channel', label: 'Channel', kind: 'choice', options: [...channels], multiple: true },
  { key: 'remarks', label: 'Remarks', kind: 'text', maxLength: 1024 },
];

/** A plain type, the one that GOSS programs of the bench start, one for screening, and a hundred and sixty-seven others. */
const caseTypes: NonNullable<TenantDocument['caseTypes']> = [
  {
    key: 'case',
    name: 'Case',
    default: true,
    statuses: { start: 'open', active: ['open', 'ready_for_closure'], escalated: 'escalated', closed: 'closed' },
  },
  {
    key: 'enquiry',
    name: 'Enquiry',
    starters: 'starters',
    managers: 'managers',
    statuses: { start: 'New', active: ['Open', 'Awaiting information'], escalated: 'Escalated', closed: 'Closed' },
    closure: { default: 'Resolved', reasons: ['Resolved', 'Passed to another organisation'] },
  },
  { key: 'screening', name: 'Screening', statuses: { start: 'open', active: ['open'], closed: 'closed' } },
  ...times(caseTypeCount - 3, (index) => ({
    key: `type-${three(index)}`,
    name: `Procedure ${index}`,
    statuses: {
      start: 'new',
      active: ['open', 'in progress', 'waiting'],
      closed: 'closed',
      ...(index % 3 === 0 ? { escalated: 'escalated' } : {}),
    },
    subtypes: times(3, (which) => ({ key: `kind-${which}`, name: `Kind ${which}` })),
    stages: times(4, (which) => ({ key: `stage-${which}`, name: `Stage ${which}` })),
    closure: { default: 'done', reasons: ['done', 'withdrawn', 'refused', 'passed on'] },
    ...(index % 5 === 0 ? { target: { days: 30 } } : {}),
  })),
];

const offenseTypes: TenantDocument['offenseTypes'] = times(40, (id) => ({ id, name: `Offense ${id}` }));

const forms: TenantDocument['forms'] = times(5, (id) => ({
  key: `FORM${id}`,
  id,
  name: `Form ${id}`,
  fields: [{ name: 'FIELD1', label: 'Remarks', kind: 'text' as const }],
}));

/** In service tickets keep their numbers, so a short range would be used up in a second of load. */
const queues: TenantDocument['queues'] = times(queueCount, (id) => ({
  key: `queue-${three(id)}`,
  id,
  name: `Counter ${id}`,
  unit: unitKey(id === queueId ? 5 : id),
  ticket: { prefix: 'A', from: 1, to: 2_000_000_000 },
}));

/** The tenant file, as its text: YAML reads JSON. */
export const tenantFileText = (): string => {
  const document: TenantDocument = {
    tenant: { key: tenantKey, name: 'Bench Council', timezone: 'Europe/London', language: 'en-GB' },
    units,
    groups,
    roles,
    users,
    credentials,
    attributes,
    forms,
    caseTypes,
    screening: {
      groups: tenthUnitIds.map(unitKey),
      secondaryFields: 'standard',
      customFields: [
        { typeId: 'bench-account-ref', label: 'ACCOUNT REFERENCE', attribute: 'account_ref', required: false },
      ],
    },
    offenseTypes,
    queues,
    classifications: [{ code: 'URGENT', name: 'Urgent' }],
  };
  return JSON.stringify(document, null, 1);
};
