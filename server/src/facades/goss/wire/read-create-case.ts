/** The parameters of createCase (contract goss §4). */
import type { JsonValue } from '../../../domain/cases/case.ts';
import { isLongerThan } from '../../../domain/cases/judge-fields.ts';
import type { Params } from '../method.ts';
import { counts, limits } from '../schemas.ts';
import { type Reader, readParams, type SentDate } from './read-params.ts';

export interface Contact {
  readonly name: string | null;
  readonly email: string | null;
  readonly phoneNumber: string | null;
  readonly address: string | null;
}

export interface NewAttachment {
  /** As sent. */
  readonly reference: string;
  readonly formField: string;
}

export interface CreateCaseParams {
  readonly caseType: string;
  readonly startUser: string;
  readonly proxyUser: string | null;
  readonly startForm: string;
  readonly summaryForm: string | null;
  /** By name without `form_`, in the order sent; reserved ones too. */
  readonly fields: ReadonlyMap<string, string>;
  readonly title: string | null;
  readonly subtype: string | null;
  readonly stage: string | null;
  readonly status: string | null;
  readonly manager: string | null;
  readonly language: string;
  readonly target: SentDate | null;
  readonly contact: Contact;
  /** In the order sent; reserved ones too. */
  readonly variables: ReadonlyMap<string, JsonValue>;
  readonly attachments: readonly NewAttachment[];
  readonly close: { readonly reason: string | null; readonly note: string | null } | null;
}

/** Such a member would not be a member in the objects that variables are shown in. */
const unusable = '__proto__';
const notFinite = 'must be a number that a double can hold';

const readName = (field: Reader): string | null => {
  const name = field.text('name', limits.variableName);
  const alias = field.text('field', limits.variableName);
  const sent = [field.value['name'], field.value['field']].some(
    (value) => value !== undefined && value !== null && value !== '',
  );
  if (!sent) return field.refuse('must have a name');
  const used = name ?? alias;
  return used === unusable ? field.refuse('must not be __proto__', name === null ? 'field' : 'name') : used;
};

const readValue = (field: Reader): string => {
  const { value } = field.value;
  if (value === undefined || value === null) return '';
  if (typeof value === 'object') field.refuse('must be a string, a number or a boolean', 'value');
  else if (typeof value === 'number' && !Number.isFinite(value)) field.refuse(notFinite, 'value');
  const text = String(value);
  if (isLongerThan(text, limits.fieldValue)) field.refuse(`must have at most ${limits.fieldValue} characters`, 'value');
  return text;
};

const readFields = (form: Reader): Map<string, string> => {
  const fields = new Map<string, string>();
  for (const [i, sent] of form.list('fields', counts.fields).entries()) {
    const field = form.entry(sent, 'fields', i);
    if (field === null) continue;
    const name = readName(field);
    const value = readValue(field);
    if (name !== null) fields.set(name, value);
  }
  return fields;
};

/** The way to a number in a JSON value that no double holds (`1e400`): it could not be given back. */
const findInfinite = (value: unknown, steps: (string | number)[]): (string | number)[] | undefined => {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : steps;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, member] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    const found = findInfinite(member, [...steps, key]);
    if (found !== undefined) return found;
  }
  return undefined;
};

const readVariables = (reader: Reader): Map<string, JsonValue> => {
  const object = reader.object('processVariables');
  const entries = object === null ? [] : Object.entries(object.value);
  if (object === null || entries.length > counts.processVariables) {
    object?.refuse(`must have at most ${counts.processVariables} members`);
    return new Map();
  }
  for (const [name, value] of entries) {
    if (name === '') object.refuse('must have a name', name);
    else if (name === unusable) object.refuse('must not be called __proto__', name);
    else if (isLongerThan(name, limits.variableName)) {
      object.refuse(`must have a name of at most ${limits.variableName} characters`, name);
    }
    const infinite = findInfinite(value, [name]);
    if (infinite !== undefined) object.refuse(notFinite, ...infinite);
  }
  return new Map(entries as [string, JsonValue][]);
};

/** One `@` with something on both sides, no blank and no control character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const email = /^[^@\s\u0000-\u001f\u007f-\u009f]+@[^@\s\u0000-\u001f\u007f-\u009f]+$/;

const readContact = (reader: Reader): Contact => {
  const contact = reader.object('contact');
  const found = {
    name: contact?.text('name', limits.name) ?? null,
    email: contact?.text('email', limits.email) ?? null,
    phoneNumber: contact?.text('phoneNumber', limits.phoneNumber) ?? null,
    address: contact?.text('address', limits.address) ?? null,
  };
  if (found.email !== null && !email.test(found.email)) contact?.refuse('must be an e-mail address', 'email');
  return found;
};

const readAttachments = (reader: Reader): NewAttachment[] =>
  reader.list('attachments', counts.attachments).flatMap((sent, i) => {
    const attachment = reader.entry(sent, 'attachments', i);
    if (attachment === null) return [];
    const reference = attachment.requiredText('fileStoreReference', limits.key);
    const formField = attachment.requiredText('formField', limits.variableName);
    if (formField === unusable) attachment.refuse('must not be __proto__', 'formField');
    return [{ reference, formField }];
  });

const readClose = (reader: Reader): CreateCaseParams['close'] => {
  const close = reader.object('close');
  return close && { reason: close.text('closureReason', limits.key), note: close.text('closureNote', limits.note) };
};

/** Fails with `InvalidParams`. `zone` is the tenant's, for dates without an offset. */
export const readCreateCase = (params: Params, zone: string): CreateCaseParams =>
  readParams(params, (reader) => {
    const user = reader.requiredObject('user');
    const form = reader.requiredObject('form');
    return {
      caseType: reader.requiredText('caseTypeId', limits.key),
      startUser: user?.requiredText('siteUserId', limits.key) ?? '',
      proxyUser: user?.text('proxyUserId', limits.key) ?? null,
      startForm: form?.requiredText('startForm', limits.key) ?? '',
      summaryForm: form?.text('summaryForm', limits.key) ?? null,
      fields: form === null ? new Map() : readFields(form),
      title: reader.text('caseCardTitle', limits.title),
      subtype: reader.text('caseSubTypeId', limits.key),
      stage: reader.text('caseStageId', limits.key),
      status: reader.text('caseStatus', limits.key),
      manager: reader.text('caseManagerId', limits.key),
      language: reader.text('language', limits.language) ?? 'EN',
      target: reader.dateTime('targetDate', zone),
      contact: readContact(reader),
      variables: readVariables(reader),
      attachments: readAttachments(reader),
      close: readClose(reader),
    };
  });
