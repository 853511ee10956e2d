/** The variables of a case: of its contact, its form fields and its process variables (contract goss §4). */
import type { Case, JsonValue } from '../../../domain/cases/case.ts';
import { readFacet } from './facet.ts';
import { isReserved } from './reserved.ts';

export type CaseContact = Pick<Case, 'contactName' | 'contactEmail' | 'contactPhone' | 'contactAddress'>;

/** The process variable of a form field. */
const variableOfField = (name: string): string => `form_${name}`;

const ofContact = (contact: CaseContact): [string, JsonValue][] => {
  const pairs: [string, string | null][] = [
    ['form_NAME', contact.contactName],
    ['form_EMAIL', contact.contactEmail],
    ['form_EMAILADDRESS', contact.contactEmail],
    ['form_PHONENUMBER', contact.contactPhone],
    ['form_ADDRESSTEXT', contact.contactAddress],
  ];
  return pairs.filter(([, value]) => value !== null && value !== '');
};

/** All accepted variables by name. Where two sources give one, the first of contact, fields, process variables wins. */
export const variablesOf = (found: Pick<Case, 'facets'> & CaseContact): Map<string, JsonValue> => {
  const { fields = {}, variables = {} } = readFacet(found);
  const ofFields = Object.entries(fields).map(([name, value]): [string, JsonValue] => [variableOfField(name), value]);
  return new Map([...Object.entries(variables), ...ofFields, ...ofContact(found)]);
};

const split = <T>(sent: ReadonlyMap<string, T>, variableOf: (name: string) => string) => {
  const accepted: { [name: string]: T } = {};
  const refused: string[] = [];
  for (const [name, value] of sent) {
    if (isReserved(variableOf(name))) refused.push(variableOf(name));
    else accepted[name] = value;
  }
  return { accepted, refused };
};

/** What of the fields and variables sent is kept, and the variables that are reserved: fields first, as sent. */
export const sortVariables = (
  fields: ReadonlyMap<string, string>,
  variables: ReadonlyMap<string, JsonValue>,
): { fields: { [name: string]: string }; variables: { [name: string]: JsonValue }; reserved: readonly string[] } => {
  const ofFields = split(fields, variableOfField);
  const ofProcess = split(variables, (name) => name);
  return {
    fields: ofFields.accepted,
    variables: ofProcess.accepted,
    reserved: [...ofFields.refused, ...ofProcess.refused],
  };
};
