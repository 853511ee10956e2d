/** Persons: as they are sent, and as they are shown (contract tracker D11). */
import type { JsonObject, JsonValue } from '../../domain/cases/case.ts';
import { isSame } from '../../domain/cases/diff-case.ts';
import type { PersonLink } from '../../domain/persons/case-persons-store.ts';
import type { Person, PersonFields, TextPath } from '../../domain/persons/person.ts';
import type { Reading } from './case-members.ts';
import { readText } from './case-members.ts';
import { showDate } from './dates.ts';
import { personFacet } from './facet.ts';
import { asInteger, isAbsent, isObject, type Members, membersOf } from './members.ts';
import { personMembers, readAddress, showMember } from './person-members.ts';
import { addProblem, refuseAll, texts, throwProblems } from './problems.ts';
import { organizationId } from './wire-case.ts';

/** Of two persons none may be the same, in any letter case. */
export const uniqueTexts: readonly TextPath[] = [
  ['tracker', 'driverLicence'],
  ['tracker', 'businessName'],
];

/** What the type-ahead looks into beside first and last name and e-mail address. */
export const searchedTexts: readonly TextPath[] = ['alias', 'businessName', 'middleName'].map((name) => [
  'tracker',
  name,
]);

const nameOf = (person: Person): string =>
  [person.firstName, person.lastName].filter(Boolean).join(' ') || (personFacet(person).businessName ?? '');

/** `Alias - Business - Last, First (mail)`, what there is of it. */
export const labelOf = (person: Person): string => {
  const { alias, businessName } = personFacet(person);
  const name = [person.lastName, person.firstName].filter(Boolean).join(', ');
  const mail = person.email ? ` (${person.email})` : '';
  const label = [alias, businessName, name === '' ? '' : `${name}${mail}`].filter(Boolean).join(' - ');
  return label || person.email || person.personalId || String(person.id);
};

export const showPerson = (person: Person) => ({
  id: person.id,
  guid: person.uid,
  organizationId,
  userId: null,
  createDateTime: showDate(person.createdAt),
  updatedDateTime: person.changedAt === null ? null : showDate(person.changedAt),
  isDeleted: false,
  name: nameOf(person),
  ...Object.fromEntries(personMembers.map((member) => [member.name, showMember(person, member)])),
});

type Mutable<T> = { -readonly [K in keyof T]?: T[K] };

interface Read {
  readonly core: Mutable<Omit<PersonFields, 'facets'>>;
  readonly facet: { [member: string]: JsonValue };
}

/** The members that are given; `keyOf` says where a problem of one is told. */
const readMembers = (reading: Reading, given: Members, keyOf: (name: string) => string): Read => {
  const read: Read = { core: {}, facet: {} };
  for (const member of personMembers) {
    const value = given(member.name);
    if (value === undefined) continue;
    const kept = member.read(reading, keyOf(member.name), value);
    if (member.core) read.core[member.core] = kept as string | null;
    else read.facet[member.name] = kept;
  }
  return read;
};

const names = ['firstName', 'lastName', 'businessName'] as const;

/** First and last name, or a business: who it is. */
const isNamed = ({ firstName, lastName }: Partial<PersonFields>, businessName: unknown): boolean =>
  Boolean((firstName && lastName) || businessName);

const nameMissing = 'The firstName and lastName, or the businessName, are required.';

const readNew = (reading: Reading, person: object, address: unknown): PersonFields => {
  const { problems } = reading;
  const members = membersOf(person);
  const id = members('id');
  if (!(isAbsent(id) || id === '' || asInteger(id) === 0))
    addProblem(problems, 'person', 'The id of a new person is 0.');
  const { core, facet } = readMembers(reading, members, () => 'person');
  const given = readAddress(reading, 'address', address);
  const kept = Array.isArray(facet['addresses']) ? (facet['addresses'] as JsonValue[]) : [];
  if (problems.length === 0 && !isNamed(core, facet['businessName'])) addProblem(problems, 'person', nameMissing);
  throwProblems(problems);
  const addresses = given === undefined ? kept : [...kept, given];
  return {
    ...{ firstName: null, lastName: null, email: null, phone: null, ...core },
    facets: { tracker: { ...facet, addresses } },
  };
};

/** The body of `POST /api/people`. Fails with `invalid`, all wrong members at once. */
export const readNewPerson = (reading: Reading, body: object): PersonFields => {
  const members = membersOf(body);
  const person = members('person');
  if (isObject(person)) return readNew(reading, person, members('address'));
  return refuseAll('person', isAbsent(person) ? texts.required('person') : texts.wrong);
};

/**
 * What the body of `PUT /api/people/{id}` changes of the person: a member that is absent, or that says what GET answers,
 * stays, and is not judged (DESIGN S8). Fails with `invalid`, all wrong members at once.
 */
export const readPersonEdit = (reading: Reading, body: object, found: Person): Partial<PersonFields> => {
  const { problems } = reading;
  const members = membersOf(body);
  const shown = showPerson(found);
  const given: Members = (name) => {
    const value = members(name);
    return isSame(value, Reflect.get(shown, name)) ? undefined : value;
  };
  const id = members('id');
  if (!isAbsent(id) && asInteger(id) !== found.id) addProblem(problems, 'id', texts.wrong);
  const { core, facet } = readMembers(reading, given, (name) => name);
  const changed = names.find((name) => given(name) !== undefined);
  const businessName = facet['businessName'] === undefined ? personFacet(found).businessName : facet['businessName'];
  if (changed && problems.length === 0 && !isNamed({ ...found, ...core }, businessName)) {
    addProblem(problems, changed, nameMissing);
  }
  throwProblems(problems);
  if (Object.keys(facet).length === 0) return core;
  const before: JsonObject = found.facets['tracker'] ?? {};
  return { ...core, facets: { ...found.facets, tracker: { ...before, ...facet } } };
};

/** The body of `addPersonToCase`. What is wrong goes to `problems`; whether there is the person is not looked at. */
export const readLink = (reading: Reading, body: object): Omit<PersonLink, 'id' | 'caseNumber'> => {
  const { problems } = reading;
  const members = membersOf(body);
  const personId = members('personId');
  const customerId = asInteger(personId);
  const typeId = isAbsent(members('typeId')) ? 0 : asInteger(members('typeId'));
  if (customerId === undefined) {
    addProblem(problems, 'personId', isAbsent(personId) ? texts.required('personId') : texts.wrong);
  }
  if (typeId === undefined || Math.abs(typeId) > 2_147_483_647) addProblem(problems, 'typeId', texts.wrong);
  const notes = readText(reading, 'notes', members('notes'), 10_000);
  return { customerId: customerId ?? 0, typeId: typeId ?? 0, notes };
};

export const showLink = ({ id, caseNumber, customerId, typeId, notes }: PersonLink) => ({
  id,
  caseId: caseNumber,
  personId: customerId,
  typeId,
  notes,
});
