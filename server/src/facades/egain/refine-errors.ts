/** Errors of the domain that one call says in its own way: by the ids as they were sent, as 404 for what a path names. */
import { DomainError } from '../../domain/errors.ts';
import { refuse } from './codes.ts';
import { parseId } from './wire/ids.ts';

export type Refinements = Readonly<Record<string, (error: DomainError) => DomainError>>;

/** Runs the work; an error with one of these codes is said so. */
export const refiningErrors = async <T>(refinements: Refinements, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    const refine =
      error instanceof DomainError && Object.hasOwn(refinements, error.code) ? refinements[error.code] : undefined;
    throw refine === undefined ? error : refine(error as DomainError);
  }
};

/** The case that a path names. Fails with 404-100 where that is no number. */
export const caseInPath = (text: string): number => {
  const number = parseId(text);
  if (number === undefined) throw refuse('404-100', [text]);
  return number;
};

/** An unknown case in the path is named as it was sent. */
export const unknownInPath = (text: string): Refinements => ({ 'case/unknown': () => refuse('404-100', [text]) });
