/** The conditions of a search as they are sent (contract tracker D10). A condition is never silently dropped. */
import type {
  Criterion,
  FormTest,
  InstantField,
  ListTest,
  TextField,
  TextTest,
} from '../../domain/cases/case-criteria.ts';
import type { Form, FormField } from '../../domain/tenants/tenant.ts';
import { isForbiddenText } from '../../http/text.ts';
import type { Reading } from './case-members.ts';
import { asBoolean, asIds, asInteger, isAbsent, isObject, type Members, membersOf } from './members.ts';
import { texts } from './problems.ts';
import { isDateCriterion, needsNoModel, readWithin } from './search-dates.ts';

/** Why a condition cannot be taken: the text of its problem. */
export class RefusedCondition extends Error {}

const refuse = (message: string): never => {
  throw new RefusedCondition(message);
};

interface Condition {
  readonly reading: Reading;
  readonly criterion: number;
  readonly model: unknown;
  readonly toDate: unknown;
}

const isEmpty = (value: unknown): boolean =>
  isAbsent(value) || value === '' || (Array.isArray(value) && value.length === 0);

const unusedDate = /^0001-01-01/;

/** `toModel` stands in for a `toDate` that is not there, or is the vendor's way of saying so. */
const toDateOf = (members: Members): unknown => {
  const toDate = members('toDate');
  const toModel = members('toModel');
  const isUnused = isEmpty(toDate) || (typeof toDate === 'string' && unusedDate.test(toDate));
  return isUnused && !isEmpty(toModel) ? toModel : toDate;
};

/** Undefined: no condition. */
const readCondition = (reading: Reading, members: Members): Condition | undefined => {
  const given = members('searchCriteria');
  const criterion = isAbsent(given) ? 0 : (asInteger(given) ?? -1);
  const model = members('model');
  if (isEmpty(model) && !needsNoModel(criterion)) return undefined;
  return { reading, criterion, model, toDate: toDateOf(members) };
};

const unknownCriterion = (criterion: number): never => refuse(`The searchCriteria ${criterion} is not known here.`);

const readTextValue = (value: unknown): string => {
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
  return typeof text === 'string' && !isForbiddenText(text) ? text : refuse(texts.wrong);
};

const textTests = [0, 1, 2, 4, 25];

const readTextTest = (criterion: number, values: readonly string[]): TextTest => {
  const [text = ''] = values;
  if (criterion === 0 || criterion === 1) return { test: criterion === 0 ? 'is' : 'is-not', texts: values };
  if (values.length > 1) return refuse(texts.wrong);
  if (criterion === 2) return { test: 'begins', text };
  if (criterion === 4) return { test: 'holds', text };
  if (criterion === 25) return { test: 'holds-all', texts: text.split(/\s+/u).filter((word) => word !== '') };
  return unknownCriterion(criterion);
};

const readDates = ({ reading: { tenant, now }, criterion, model, toDate }: Condition) => {
  if (!isDateCriterion(criterion)) return unknownCriterion(criterion);
  return readWithin(criterion, { model, toDate, timezone: tenant.timezone, now }) ?? refuse(texts.badDate);
};

const readIds = (model: unknown): number[] => asIds(model) ?? refuse(texts.wrong);

const readNot = (criterion: number): boolean =>
  criterion === 0 || criterion === 1 ? criterion === 1 : unknownCriterion(criterion);

const listTests: Readonly<Record<number, ListTest>> = { 0: 'any', 1: 'none', 26: 'all' };

const readListTest = (criterion: number): ListTest =>
  (Object.hasOwn(listTests, criterion) ? listTests[criterion] : undefined) ?? unknownCriterion(criterion);

type Reader = (condition: Condition) => Criterion;

const text =
  (field: TextField): Reader =>
  ({ criterion, model }) => {
    if (typeof model === 'boolean' || Array.isArray(model)) return refuse(texts.wrong);
    return { kind: 'text', field, test: readTextTest(criterion, [readTextValue(model)]) };
  };

const date =
  (field: InstantField): Reader =>
  (condition) => ({ kind: 'instant', field, within: readDates(condition) });

const dropdown =
  (field: 'offenseTypeId' | 'unitId' | 'createdById'): Reader =>
  ({ criterion, model }) => ({ kind: 'id', field, not: readNot(criterion), ids: readIds(model) });

const list =
  (kind: 'users' | 'groups'): Reader =>
  ({ criterion, model }) => ({ kind, test: readListTest(criterion), ids: readIds(model) });

const tags: Reader = ({ criterion, model }) => {
  const names = (Array.isArray(model) ? model : [model]).map((name) =>
    typeof name === 'string' ? readTextValue(name) : refuse(texts.wrong),
  );
  return { kind: 'tags', test: readListTest(criterion), names };
};

const flag =
  (kind: 'open' | 'restricted'): Reader =>
  ({ criterion, model }) => {
    const value = asBoolean(model) ?? refuse(texts.wrong);
    return { kind, is: value !== readNot(criterion) };
  };

export const dateFields = {
  createddate: { of: 'createdAt' },
  offensedate: { facet: ['tracker', 'offenseDate'] },
  closeddate: { of: 'closedAt', unless: ['tracker', 'closing', 'closedDate'] },
  reviewdate: { of: 'reviewAt' },
} as const satisfies Record<string, InstantField>;

/** By name in lower case, without a final `Id`, `Ids` or `s`. */
const fields: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['casenumber', text({ of: 'reference' })],
  ['offensedescription', text({ of: 'description', unless: ['tracker', 'made'] })],
  ['offenselocation', text({ facet: ['tracker', 'offenseLocation'] })],
  ['reviewdatenote', text({ of: 'reviewNotes' })],
  ...Object.entries(dateFields).map(([name, field]): [string, Reader] => [name, date(field)]),
  ['offensetype', dropdown('offenseTypeId')],
  ['office', dropdown('unitId')],
  ['creator', dropdown('createdById')],
  ['caseofficer', list('users')],
  ['caseofficergroup', list('groups')],
  ['tag', tags],
  ['active', flag('open')],
  ['isrestricted', flag('restricted')],
]);

const foldName = (name: string): string => name.toLowerCase().replace(/(?:ids?|s)$/, '');

/** A condition of `StaticFields`; undefined: it says nothing. Fails with `RefusedCondition`. */
export const readStaticField = (reading: Reading, entry: unknown): Criterion | undefined => {
  if (!isObject(entry)) return refuse(texts.wrong);
  const members = membersOf(entry);
  const name = members('fieldName');
  if (typeof name !== 'string') return refuse(isAbsent(name) ? texts.required('fieldName') : texts.wrong);
  if (foldName(name) === 'officeselection') return undefined;
  const condition = readCondition(reading, members);
  if (condition === undefined) return undefined;
  return fields.get(foldName(name))?.(condition) ?? refuse(`The field '${name}' is not known.`);
};

const numeric = /^-?[0-9]{1,40}(\.[0-9]{1,40})?([eE][-+]?[0-9]{1,3})?$/;

const readNumber = (value: unknown): string => {
  const shown = typeof value === 'number' ? String(value) : value;
  return typeof shown === 'string' && numeric.test(shown) ? shown : refuse(texts.wrong);
};

const signs = { 14: '<', 15: '>', 16: '<=', 17: '>=' } as const;

/** A user is kept as `user-<id>`, and found by the id too. */
const readFormText = ({ kind }: FormField, value: unknown): string => {
  const found = readTextValue(value);
  return kind === 'user' && /^[0-9]+$/.test(found) ? `user-${found}` : found;
};

const readFormTest = (field: FormField, condition: Condition): FormTest => {
  const { criterion, model, toDate } = condition;
  const { name, kind } = field;
  if (textTests.includes(criterion)) {
    const values = (Array.isArray(model) ? model : [model]).map((value) => readFormText(field, value));
    return { as: kind === 'checkboxes' ? 'options' : 'text', name, test: readTextTest(criterion, values) };
  }
  if (kind === 'date') return { as: 'instant', name, within: readDates(condition) };
  if (kind !== 'number') return unknownCriterion(criterion);
  if (criterion === 8) return { as: 'number', name, from: readNumber(model), to: readNumber(toDate) };
  if (criterion !== 14 && criterion !== 15 && criterion !== 16 && criterion !== 17) return unknownCriterion(criterion);
  return { as: 'number', name, sign: signs[criterion], number: readNumber(model) };
};

const formOf = ({ tenant }: Reading, value: unknown): Form => {
  const id = asInteger(value);
  if (id === undefined) return refuse(isAbsent(value) ? texts.required('formId') : texts.wrong);
  return tenant.forms.byId.get(id) ?? refuse(texts.noForm(id));
};

/** A condition of `DynamicFields`; undefined: it says nothing. Fails with `RefusedCondition`. */
export const readDynamicField = (reading: Reading, entry: unknown): Criterion | undefined => {
  if (!isObject(entry)) return refuse(texts.wrong);
  const members = membersOf(entry);
  const form = formOf(reading, members('formId'));
  const justForm = members('searchJustForm');
  const isJustForm = isAbsent(justForm) ? false : (asBoolean(justForm) ?? refuse(texts.wrong));
  if (isJustForm) return { kind: 'form', formId: form.id };
  const condition = readCondition(reading, members);
  if (condition === undefined) return undefined;
  const name = members('name');
  const field = form.fields.find((one) => one.name === name);
  if (field === undefined) return refuse(`The form has no field '${String(name)}'.`);
  return { kind: 'form', formId: form.id, value: readFormTest(field, condition) };
};
