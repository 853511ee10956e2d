/** XML namespaces and where each stands (contract egain 5.3). They are v12's under v20 too. */
const root = 'http://bindings.egain.com/ws/model/v12/gen/';

export const namespaces = {
  case: `${root}interaction/case`,
  activity: `${root}interaction/activity`,
  platform: `${root}platform`,
  common: `${root}common`,
  folder: `${root}interaction/folder`,
  customer: `${root}interaction/customer`,
  notes: `${root}interaction/notes`,
} as const;

export type Prefix = '' | 'ns2' | 'ns3' | 'ns4' | 'ns5' | 'ns6';

/** What the root of a list of cases declares. */
export const caseDeclarations = {
  xmlns: namespaces.case,
  'xmlns:ns2': namespaces.activity,
  'xmlns:ns3': namespaces.platform,
  'xmlns:ns4': namespaces.common,
  'xmlns:ns5': namespaces.folder,
  'xmlns:ns6': namespaces.customer,
} as const;

/** By `parent/name`, or by the name alone; every other element is in the namespace of its parent. */
const prefixes: ReadonlyMap<string, Prefix> = new Map<string, Prefix>([
  ['activities/link', 'ns2'],
  ['department/name', 'ns3'],
  ['user/name', 'ns3'],
  ['user/firstName', 'ns3'],
  ['user/lastName', 'ns3'],
  ['lastModified/user', 'ns4'],
  ['created/user', 'ns4'],
  ['value', 'ns4'],
  ['displayValue', 'ns4'],
  ['customAttribute', 'ns4'],
  ['paginationInfo', 'ns4'],
  ['folder/name', 'ns5'],
  ['customer/link', 'ns6'],
  ['customer/customerName', 'ns6'],
]);

/** The prefix of a case's element, whose parent's is `inherited`. */
export const casePrefix = (parent: string, name: string, inherited: Prefix): Prefix =>
  prefixes.get(`${parent}/${name}`) ?? prefixes.get(name) ?? inherited;

/** What the root of a list of activities declares (6.8). */
export const activityDeclarations = {
  xmlns: namespaces.activity,
  'xmlns:ns2': namespaces.case,
  'xmlns:ns3': namespaces.platform,
  'xmlns:ns4': namespaces.common,
  'xmlns:ns6': namespaces.customer,
} as const;

const activityPrefixes: ReadonlyMap<string, Prefix> = new Map<string, Prefix>([
  ['activity/case', 'ns2'],
  ['department/name', 'ns3'],
  ['user/name', 'ns3'],
  ['user/firstName', 'ns3'],
  ['user/lastName', 'ns3'],
  ['lastModified/user', 'ns4'],
  ['created/user', 'ns4'],
  ['value', 'ns4'],
  ['displayValue', 'ns4'],
  ['paginationInfo', 'ns4'],
  ['customer/link', 'ns6'],
  ['customer/customerName', 'ns6'],
  ['customer/contactPersons', 'ns6'],
]);

/** The prefix of an activity's element: the values of its own type are the activity's, all others common. */
export const activityPrefix = (parent: string, name: string, inherited: Prefix): Prefix => {
  if (parent === 'type' && inherited === '' && name !== 'subtype') return '';
  return activityPrefixes.get(`${parent}/${name}`) ?? activityPrefixes.get(name) ?? inherited;
};

/** What the root of a list of customers declares (6.9). */
export const customerDeclarations = { xmlns: namespaces.customer, 'xmlns:ns4': namespaces.common } as const;

export const customerPrefix = (_parent: string, name: string, inherited: Prefix): Prefix =>
  ['value', 'displayValue', 'paginationInfo'].includes(name) ? 'ns4' : inherited;

/** What the root of a list of notes declares (6.6). */
export const noteDeclarations = {
  xmlns: namespaces.notes,
  'xmlns:ns3': namespaces.platform,
  'xmlns:ns4': namespaces.common,
} as const;

export const notePrefix = (parent: string, name: string, inherited: Prefix): Prefix => {
  if (parent === 'user') return 'ns3';
  return name === 'user' ? 'ns4' : inherited;
};
