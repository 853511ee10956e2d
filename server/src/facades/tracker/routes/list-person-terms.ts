import type { Operation } from '../operation.ts';
import { addressTypes, genders, races } from '../person-terms.ts';

const list = (path: string, terms: readonly object[]): Operation => ({ method: 'GET', path, answer: () => terms });

/** `GET /api/races`, `/api/genders`, `/api/addresstypes`: what the numbers in a person mean. */
export const personTermOperations: readonly Operation[] = [
  list('/api/races', races),
  list('/api/genders', genders),
  list('/api/addresstypes', addressTypes),
];
