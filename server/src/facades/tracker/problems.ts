/** What is wrong with the members of a request: all of it is listed at once (contract tracker (e)). */
import { DomainError, type FieldError } from '../../domain/errors.ts';

/** Collected while members are read; `path` is the member's name on the wire. */
export type Problems = FieldError[];

export const addProblem = (problems: Problems, member: string, message: string): void => {
  problems.push({ path: member, message, code: 'request/member' });
};

/** Fails with `invalid` and the whole list, if there is anything in it. */
export const throwProblems = (problems: Problems): void => {
  if (problems.length > 0) {
    throw new DomainError('invalid', 'request/invalid', 'The request is invalid.', { errors: problems });
  }
};

/** Fails with `invalid` on one member. */
export const refuseAll = (member: string, message: string): never => {
  const problems: Problems = [];
  addProblem(problems, member, message);
  throw new DomainError('invalid', 'request/invalid', message, { errors: problems });
};

export const texts = {
  required: (member: string): string => `The ${member} field is required.`,
  tooShort: 'Minimum 3 characters',
  tooLong: 'Too long!',
  wrong: 'The value is not valid.',
  badDate: 'The value is not a valid date.',
  badText: 'The value holds a character that is not allowed.',
  noUser: (value: number | string): string => `User not found. Value: '${value}'`,
  noGroup: (value: number | string): string => `Group not found. Value: '${value}'`,
  noOffenseType: (value: number | string): string => `Offense type not found. Value: '${value}'`,
  noOffice: (value: number | string): string => `Office not found. Value: '${value}'`,
  noCase: (value: number | string): string => `Case not found. Value: '${value}'`,
  noPerson: (value: number | string): string => `Person not found. Value: '${value}'`,
  noForm: (value: number | string): string => `Form not found. Value: '${value}'`,
} as const;
