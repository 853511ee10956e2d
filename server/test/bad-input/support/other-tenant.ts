/** A second tenant with a credential for every face: what it owns must be nobody's to the first. */
import { stringify } from 'yaml';

export const otherKeys = {
  worldcheck: { keyId: 'key-of-the-other', secret: 'secret of the other' },
  tracker: 'other-tracker-token',
  qflow: 'other-qflow-token',
  goss: '99999999-2222-4333-8444-555555555555',
  api: 'other-api-token',
};

export const otherTenant = stringify({
  tenant: { key: 'other', name: 'Other', timezone: 'Europe/Oslo', language: 'en-US', caseNumbers: { start: 5000 } },
  units: [{ key: 'desk', id: 51, name: 'Desk' }],
  groups: [{ key: 'all', id: 951, name: 'All' }],
  roles: [{ key: 'admin', permissions: ['*'] }],
  users: [{ login: 'stranger', id: 5001, password: 'stranger-pw', home: 'desk', roles: ['admin'], licences: ['case'] }],
  credentials: [
    { facade: 'worldcheck', user: 'stranger', ...otherKeys.worldcheck },
    { facade: 'tracker', user: 'stranger', token: otherKeys.tracker },
    { facade: 'qflow', user: 'stranger', token: otherKeys.qflow },
    { facade: 'goss', user: 'stranger', token: otherKeys.goss },
    { facade: 'api', user: 'stranger', token: otherKeys.api },
  ],
  customers: [{ id: 5900, personalId: 'P-5900', firstName: 'Olaf' }],
  forms: [{ key: 'THEIRFORM', id: 5184, name: 'Theirs' }],
  caseTypes: [
    { key: 'case', name: 'Case', default: true, statuses: { start: 'open', active: ['open'], closed: 'closed' } },
    { key: 'theirs', name: 'Theirs', statuses: { start: 'open', active: ['open'], closed: 'closed' } },
  ],
  screening: { groups: ['desk'], secondaryFields: 'standard' },
  offenseTypes: [{ id: 5074, name: 'Theirs' }],
  queues: [
    { key: 'theirs', id: 52, extRef: 'THEIRS', name: 'Theirs', unit: 'desk', ticket: { prefix: 'Z', from: 1, to: 9 } },
  ],
});
