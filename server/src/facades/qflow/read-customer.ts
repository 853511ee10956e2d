/** Customer and MergeCustomer → what the domain keeps (contract qflow (d)). */
import type { JsonObject } from '../../domain/cases/case.ts';
import type { Customer } from '../../domain/customers/customers-store.ts';
import type { Merge } from '../../domain/customers/personal-id.ts';
import { type CustomerFacet, customerFacet } from './customer.ts';
import { parseDate } from './dates.ts';
import { type Model, texts } from './model.ts';
import { mergeTexts, readProperties } from './properties.ts';

/** A member as it was given: absent and null leave what is stored, the empty text clears it. */
const given = <T>(sent: T | null | undefined, stored: T | null | undefined): T | null => {
  if (sent === '') return null;
  return sent ?? stored ?? null;
};

/** The day that is written in a date or a date-time, `YYYY-MM-DD`; `''`: cleared; null: absent, or wrong and noted. */
const readDay = (model: Model, name: string): string | null => {
  const text = model.text(name, 100);
  if (text === null || text === '') return text;
  const [day = ''] = /^\d{4}-\d\d-\d\d(?=$|[T ])/.exec(text) ?? [];
  if (day !== '' && parseDate(text.replace(' ', 'T'), 'UTC') !== undefined) return day;
  model.refuse(name, texts.wrong(name, { text, isText: true }));
  return null;
};

const readSex = (model: Model): number | undefined => {
  const sex = model.int('Sex');
  if (sex === undefined || (sex >= 0 && sex <= 2)) return sex;
  model.refuse('Sex', 'The field Sex must be between 0 and 2.');
  return undefined;
};

/** Texts by name, and which names are to go. */
const readTexts = (model: Model) => {
  const entries = Object.entries(readProperties(model) ?? {});
  return {
    set: Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== null)),
    removed: entries.flatMap(([name, value]) => (value === null ? [name] : [])),
  };
};

/** Without what is null: a member that is not there is not kept. */
const toFacet = (facet: { readonly [K in keyof CustomerFacet]: CustomerFacet[K] | null }): JsonObject =>
  Object.fromEntries(Object.entries(facet).filter(([, value]) => value !== null)) as JsonObject;

/** What all faces keep, with what this one does; nothing is added where it keeps nothing. */
const keep = (before: Customer['facets'] = {}, facet: JsonObject): Customer['facets'] =>
  before['qflow'] === undefined && Object.keys(facet).length === 0 ? before : { ...before, qflow: facet };

const readFacet = (model: Model): ((before: CustomerFacet) => JsonObject) => {
  const sent = {
    personalIdTypeId: model.int('PersonalIdTypeId'),
    personalIdTypeExtRef: model.text('PersonalIdTypeExtRef', 200),
    telNumber2: model.text('TelNumber2', 25),
    dob: readDay(model, 'DOB'),
    sex: readSex(model),
    notes: model.text('Notes', 250),
    notificationConsent: model.flag('NotificationConsent'),
    isActive: model.flag('IsActive'),
  };
  const { set, removed } = readTexts(model);
  return (before) =>
    toFacet({
      personalIdTypeId: given(sent.personalIdTypeId, before.personalIdTypeId),
      personalIdTypeExtRef: given(sent.personalIdTypeExtRef, before.personalIdTypeExtRef),
      telNumber2: given(sent.telNumber2, before.telNumber2),
      dob: given(sent.dob, before.dob),
      sex: given(sent.sex, before.sex),
      notes: given(sent.notes, before.notes),
      notificationConsent: given(sent.notificationConsent, before.notificationConsent),
      isActive: given(sent.isActive, before.isActive),
      customProperties:
        Object.keys(set).length === 0 && !before.customProperties
          ? null
          : mergeTexts(before.customProperties, set, removed),
    });
};

/** The whole body of `POST Customers`; what is wrong is noted in the model. */
export const readCustomer = (model: Model): { readonly personalId: string; readonly merge: Merge } => {
  // Whatever is sent, as long as it is an int.
  model.int('CustomerId');
  const personalId = model.requiredText('PersonalId', 30);
  const sent = {
    firstName: model.text('FirstName', 50),
    lastName: model.text('LastName', 50),
    email: model.text('Email', 100),
    phone: model.text('TelNumber1', 25),
    extRef: model.text('ExtRef', 200),
  };
  const facetFrom = readFacet(model);
  const merge: Merge = (before) => ({
    firstName: given(sent.firstName, before?.firstName),
    lastName: given(sent.lastName, before?.lastName),
    email: given(sent.email, before?.email),
    phone: given(sent.phone, before?.phone),
    extRef: given(sent.extRef, before?.extRef),
    facets: keep(before?.facets, facetFrom(before ? customerFacet(before) : {})),
  });
  return { personalId, merge };
};

/** The whole body of `PUT Customers`. */
export const readMerge = (model: Model): { readonly from: string; readonly to: string; readonly merge: Merge } => {
  const from = model.requiredText('PersonalId', 30);
  // Not part of identity, and no member to be changed: only its form counts.
  model.text('PersonalIdTypeExtRef', 200);
  const to = model.requiredText('PersonalIdNew', 30);
  const notes = model.text('Notes', 250);
  const merge: Merge = (before) => {
    if (before === undefined) throw new Error('A customer that is not there was merged.');
    const { id: _, uid: __, personalId: ___, ...fields } = before;
    const facet = customerFacet(before);
    return { ...fields, facets: keep(fields.facets, toFacet({ ...facet, notes: given(notes, facet.notes) })) };
  };
  return { from, to, merge };
};
