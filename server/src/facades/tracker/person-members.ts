/** The members of a person, each with how it is read and where it is kept (contract tracker D11). */
import type { JsonValue } from '../../domain/cases/case.ts';
import type { Person } from '../../domain/persons/person.ts';
import { findForbiddenText } from '../../http/text.ts';
import { type Reading, readDate, readText } from './case-members.ts';
import { showDate } from './dates.ts';
import { type PersonFacet, personFacet } from './facet.ts';
import { asBoolean, asInteger, isAbsent, isObject, membersOf } from './members.ts';
import { addProblem, texts } from './problems.ts';

/** `key`: where a problem is told. */
type Read = (reading: Reading, key: string, value: unknown) => JsonValue;

interface PersonMember {
  readonly name: keyof PersonFacet | 'firstName' | 'lastName' | 'email' | 'mobilePhone';
  /** Absent: in this face's facet. */
  readonly core?: 'firstName' | 'lastName' | 'email' | 'phone';
  readonly read: Read;
  /** What is shown of a person who has no such member; that is what an absent and a null one mean too. */
  readonly empty: JsonValue;
}

const text =
  (max: number): Read =>
  (reading, key, value) =>
    readText(reading, key, value, max);

const date: Read = (reading, key, value) => readDate(reading, key, value)?.toISOString() ?? null;

const int32 = 2_147_483_647;

const integer =
  (empty: number | null): Read =>
  ({ problems }, key, value) => {
    const number = isAbsent(value) ? empty : asInteger(value);
    if (number !== undefined && Math.abs(number ?? 0) <= int32) return number;
    addProblem(problems, key, texts.wrong);
    return empty;
  };

const boolean =
  (empty: boolean): Read =>
  ({ problems }, key, value) => {
    const truth = isAbsent(value) ? empty : asBoolean(value);
    if (truth === undefined) addProblem(problems, key, texts.wrong);
    return truth ?? empty;
  };

const isFine = (value: unknown): boolean => findForbiddenText(value) === undefined;

/** Text, or a list of whatever the caller keeps there. */
const list: Read = (reading, key, value) => {
  if (isAbsent(value) || typeof value === 'string') return readText(reading, key, value, 10_000);
  if (Array.isArray(value) && isFine(value)) return value;
  addProblem(reading.problems, key, texts.wrong);
  return null;
};

const isPlain = (value: unknown): boolean => isAbsent(value) || ['string', 'number'].includes(typeof value);

/** An address as it is kept: without the ids, which are places for the server's; undefined: it is none. */
export const readAddress = ({ problems }: Reading, key: string, value: unknown): JsonValue | undefined => {
  if (isAbsent(value)) return undefined;
  const members = isObject(value) ? membersOf(value) : undefined;
  const lines = ['line1', 'city', 'zip'].map((name) => members?.(name));
  if (!isObject(value) || !lines.every(isPlain) || !isFine(value)) {
    addProblem(problems, key, texts.wrong);
    return undefined;
  }
  if (lines.every((line) => isAbsent(line) || line === '')) return undefined;
  const kept = Object.entries(value).filter(([name]) => !['id', 'entityid'].includes(name.toLowerCase()));
  return Object.fromEntries(kept) as JsonValue;
};

const addresses: Read = (reading, key, value) => {
  if (isAbsent(value)) return [];
  if (!Array.isArray(value)) {
    addProblem(reading.problems, key, texts.wrong);
    return [];
  }
  return value.flatMap((address) => readAddress(reading, key, address) ?? []);
};

export const personMembers: readonly PersonMember[] = [
  { name: 'businessName', read: text(100), empty: null },
  { name: 'firstName', core: 'firstName', read: text(100), empty: null },
  { name: 'middleName', read: text(100), empty: null },
  { name: 'lastName', core: 'lastName', read: text(100), empty: null },
  { name: 'alias', read: text(100), empty: null },
  { name: 'mobilePhone', core: 'phone', read: text(40), empty: null },
  { name: 'otherPhone', read: text(40), empty: null },
  { name: 'email', core: 'email', read: text(255), empty: null },
  { name: 'driverLicence', read: text(100), empty: null },
  { name: 'raceId', read: integer(1), empty: 1 },
  { name: 'genderId', read: integer(1), empty: 1 },
  { name: 'dob', read: date, empty: null },
  { name: 'active', read: boolean(true), empty: true },
  { name: 'deceased', read: boolean(false), empty: false },
  { name: 'juvenile', read: boolean(false), empty: false },
  { name: 'notes', read: list, empty: null },
  { name: 'formData', read: list, empty: null },
  { name: 'personTypeId', read: integer(null), empty: null },
  { name: 'addresses', read: addresses, empty: [] },
];

const showAddresses = (id: number, kept: JsonValue): JsonValue =>
  (Array.isArray(kept) ? kept : []).map((address, index) => ({ id: index + 1, entityId: id, ...address }));

/** The member as it is shown. */
export const showMember = (person: Person, { name, core, empty }: PersonMember): JsonValue => {
  if (core) return person[core];
  const value = Reflect.get(personFacet(person), name) as JsonValue | undefined;
  if (name === 'addresses') return showAddresses(person.id, value ?? empty);
  if (name === 'dob' && typeof value === 'string') return showDate(new Date(value));
  return value ?? empty;
};
