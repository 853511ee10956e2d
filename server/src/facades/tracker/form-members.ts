/** `formData` as it is sent: forms filled in (contract tracker D6). */
import type { NewSubmission } from '../../domain/forms/submission.ts';
import { BodyError } from '../../http/body-error.ts';
import { findForbiddenText, isForbiddenText } from '../../http/text.ts';
import type { Reading } from './case-members.ts';
import { asFacets } from './facet.ts';
import { parseLenientJson } from './lenient-json.ts';
import { asInteger, isAbsent, isObject, membersOf } from './members.ts';
import { addProblem, texts } from './problems.ts';

/** Why an entry cannot be taken: the text of its problem. */
class Refused extends Error {}

interface Data {
  /** JSON of an object, which any face can read. */
  readonly data: string;
  /** As sent, where that is not the same. */
  readonly text?: string;
}

const parseObject = (text: string): object => {
  try {
    const value = parseLenientJson(text, { commas: false });
    if (isObject(value)) return value;
  } catch (error) {
    if (!(error instanceof BodyError)) throw error;
  }
  throw new Refused('The data is not the JSON of an object.');
};

const isStrictJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** A string is kept character for character, an object as its compact JSON. */
const readData = (value: unknown): Data => {
  if (typeof value !== 'string' && !isObject(value))
    throw new Refused('The data is a string that holds a JSON object.');
  const data = typeof value === 'string' ? parseObject(value) : value;
  const isBad = findForbiddenText(data) !== undefined || (typeof value === 'string' && isForbiddenText(value));
  if (isBad) throw new Refused(texts.badText);
  if (typeof value === 'string' && isStrictJson(value)) return { data: value };
  return typeof value === 'string' ? { data: JSON.stringify(data), text: value } : { data: JSON.stringify(data) };
};

const readDateFields = (value: unknown): readonly string[] | null => {
  if (isAbsent(value)) return null;
  const isFine = Array.isArray(value) && value.every((name) => typeof name === 'string' && !isForbiddenText(name));
  if (!isFine) throw new Refused('The dateFields are names of fields.');
  return value;
};

const readVisibility = (value: unknown): number => {
  const id = isAbsent(value) ? 1 : asInteger(value);
  if (id === undefined || Math.abs(id) > 2_147_483_647) throw new Refused('The visibilityId is not valid.');
  return id;
};

const readEntry = ({ tenant }: Reading, entry: unknown): NewSubmission => {
  if (!isObject(entry)) throw new Refused(texts.wrong);
  const members = membersOf(entry);
  const formId = asInteger(members('formId'));
  if (formId === undefined) throw new Refused('The formId field is required.');
  if (!tenant.forms.byId.has(formId)) throw new Refused(texts.noForm(formId));
  if (isAbsent(members('data'))) throw new Refused('The data field is required.');
  const { data, text } = readData(members('data'));
  const visibilityId = readVisibility(members('visibilityId'));
  const dateFields = readDateFields(members('dateFields'));
  const facets = asFacets({ visibilityId, dateFields, ...(text === undefined ? {} : { text }) });
  return { formId, data, facets };
};

/** The submissions of an array, in its order; each form at most once. */
export const readForms = (reading: Reading, value: unknown): readonly NewSubmission[] => {
  const { problems } = reading;
  if (!Array.isArray(value)) {
    addProblem(problems, 'formData', isAbsent(value) ? texts.required('formData') : texts.wrong);
    return [];
  }
  const forms = new Map<number, NewSubmission>();
  for (const entry of value) {
    try {
      const form = readEntry(reading, entry);
      if (forms.has(form.formId)) throw new Refused(`The form ${form.formId} is there twice.`);
      forms.set(form.formId, form);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      addProblem(problems, 'formData', error.message);
    }
  }
  return [...forms.values()];
};
