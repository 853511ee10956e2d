/** The demonstration tenant with more screening in it, and another client beside it. */
import { readFile } from 'node:fs/promises';
import { parse, stringify } from 'yaml';
import type { Docket } from '../../../support/docket.ts';
import { demoFile } from '../../../support/prepare-template.ts';
import type { Key } from './client.ts';

const secret = 'secret é with more than ASCII';
const key = (name: string): Key => ({ keyId: `key-of-${name}`, secret });

/** By login. */
export const keys = {
  /** Home screening-emea, foreign screening. */
  emea: key('emea'),
  /** Sees screening through a share with his home unit; may create elsewhere only. */
  neighbour: key('neighbour'),
  /** Home screening, may only view. */
  viewer: key('viewer'),
  /** An agent of no screening unit. */
  mary: key('mary'),
  /** Home screening, foreign screening-emea and service, every permission. */
  chief: key('chief'),
  /** Home screening, a case-manager: may assign, may not delete. */
  manager: key('manager'),
  dora: key('dora'),
  nolan: key('nolan'),
  /** Of the other client. */
  stranger: key('stranger'),
};

export const typeIds = {
  account: '0a3687d0-65b4-1cc3-9975-f20b0000066f',
  visits: 'visits-field',
  renewal: 'renewal-field',
  channel: 'channel-field',
  rating: 'rating-field',
};

const custom = (typeId: string, attribute: string) => ({ typeId, label: attribute.toUpperCase(), attribute });

const extended = (text: string): string => {
  const file = parse(text);
  file.tenant.hosts.push('rms-world-check-one-api.thomsonreuters.com');
  file.roles.push({ key: 'viewer', permissions: ['case.view'] });
  file.units.find((unit: { key: string }) => unit.key === 'screening').sharesWith = [
    { unit: 'billing', activities: true },
  ];
  const user = (login: string, rest: object) => ({ login, password: `${login}-pw`, licences: ['case'], ...rest });
  file.users.push(
    user('emea', { home: 'screening-emea', foreign: ['screening'], roles: ['agent'] }),
    user('neighbour', { home: 'billing', roles: ['agent'] }),
    user('viewer', { home: 'screening', roles: ['viewer'] }),
    user('chief', { home: 'screening', foreign: ['screening-emea', 'service'], roles: ['org-admin'] }),
    user('manager', { home: 'screening', firstName: 'Max', lastName: 'Ager', roles: ['case-manager'] }),
  );
  for (const [login, { keyId }] of Object.entries(keys)) {
    if (login !== 'stranger') file.credentials.push({ facade: 'worldcheck', user: login, keyId, secret });
  }
  file.screening.customFields.push(
    custom(typeIds.renewal, 'renewal'),
    custom(typeIds.visits, 'visits'),
    custom(typeIds.channel, 'channel'),
    custom(typeIds.rating, 'customer_rating'),
  );
  return stringify(file);
};

const other = stringify({
  tenant: { key: 'other', name: 'Other', timezone: 'Europe/Oslo', language: 'en-GB' },
  units: [{ key: 'kyc', name: 'KYC' }],
  roles: [{ key: 'agent', permissions: ['case.view', 'case.create', 'case.edit'] }],
  users: [{ login: 'stranger', password: 'stranger-pw', home: 'kyc', roles: ['agent'], licences: ['case'] }],
  credentials: [{ facade: 'worldcheck', user: 'stranger', ...keys.stranger }],
  attributes: [{ key: 'since', label: 'Since', kind: 'datetime' }],
  caseTypes: [
    { key: 'case', name: 'Case', default: true, statuses: { start: 'open', active: ['open'], closed: 'closed' } },
  ],
  screening: {
    groups: ['kyc'],
    secondaryFields: 'none',
    customFields: [{ typeId: 'since', label: 'SINCE', attribute: 'since', required: true }],
  },
});

/** Applies both. */
export const applyTenants = async (docket: Docket): Promise<void> => {
  await docket.apply(extended(await readFile(demoFile, 'utf8')));
  await docket.apply(other);
};
