/** eGain's calls that look for cases (contract egain 6.2, 6.10): their queries and bodies, and ways to spoil them. */
import type { Route } from './route.ts';

const json = { accept: 'application/json' };

/** Queries that no list answers. */
const badQueries = [
  '$pagesize=76',
  '$pagenum=0',
  '$pagenum=1&$rangestart=1',
  '$sort=subject',
  '$order=asc',
  '$attribute=nothing',
  '$sort=id&$order=up',
  'subject=x',
];

const lookup = () => ({
  customer: '1000',
  email: 'jhenry@riverside.test',
  phone: '4085551234',
  status: 'open',
  custom: [{ name: 'account_ref', value: 'A-1' }],
  department: 'Service',
  ownerId: '1002',
  createdDate: '[2020-01-01T00:00:00Z,]',
  lastModifiedDate: '[2020-01-01T00:00:00Z,2099-01-01T00:00:00.000Z]',
  lastClosedDate: '[2026-01-01T00:00:00Z,2026-01-10T00:00:00Z]',
});

const refusedLookups = () => [
  {},
  { status: 'Open' },
  { customer: 'x' },
  { custom: { name: 'unknown', value: 'x' } },
  { custom: { name: '__proto__', value: 'x' } },
  { custom: { name: 'visits', value: '1.5' } },
  { custom: { name: 'visits' } },
  { ownerId: '1002', ownerLoginId: 'frank' },
  { createdDate: '[,]' },
  { lastClosedDate: '[2026-01-01T00:00:00Z,2026-02-01T00:00:00Z]' },
  { status: 'open', subject: 'x' },
];

const spoiltXml = [
  '<lookup/>',
  '<case><status>open</status></case>',
  '<lookup><status>open</status><status>open</status></lookup>',
  '<lookup>open</lookup>',
  '<!DOCTYPE lookup [<!ENTITY a "open">]><lookup><status>&a;</status></lookup>',
  `<lookup>${'<custom>'.repeat(10_000)}${'</custom>'.repeat(10_000)}</lookup>`,
];

/** For the mount `base` of v12, and v20's beside it. */
export const egainSearches = (base: string): Route[] => {
  const address = '/egain/ws/v20/interaction/case/lookup';
  return [
    {
      method: 'GET',
      url: `${base}/interaction/case?status=open&$pagesize=5&$sort=department`,
      status: 200,
      headers: json,
      nowhere: [
        `${base}/interaction/case`,
        ...['customer=x', 'owner=', 'email=', 'phone=none', 'custom.unknown=1', 'custom.visits=x', 'status=Open'].map(
          (query) => `${base}/interaction/case?${query}`,
        ),
        ...badQueries.map((query) => `${base}/interaction/case?status=open&${query}`),
      ],
    },
    {
      method: 'GET',
      url: `${base}/interaction/case/attributes?$attribute=custom`,
      status: 200,
      headers: json,
      nowhere: ['', '?$attribute=', '?$attribute=x', '?$attribute=custom.visits'].map(
        (query) => `${base}/interaction/case/attributes${query}`,
      ),
    },
    {
      method: 'POST',
      url: `${address}?$pagesize=5`,
      status: 204,
      headers: json,
      body: lookup,
      refused: refusedLookups,
      nowhere: badQueries.map((query) => `${address}?${query}`),
      long: ['email', 'phone', 'department', 'custom.0.value'],
    },
    {
      method: 'POST',
      url: address,
      status: 200,
      body: () => '<lookup><status>open</status></lookup>',
      encode: String,
      contentType: 'application/xml',
      refused: spoiltXml,
    },
  ];
};
