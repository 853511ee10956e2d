/** The configuration that the caller works with. */
import { collect, eachItem } from './pages.ts';
import { type CallOptions, readJson, type Send } from './sender.ts';
import type { CaseType, Unit, User } from './types.ts';

export interface Configuration {
  units(options?: CallOptions): Promise<readonly Unit[]>;
  users(options?: CallOptions): Promise<readonly User[]>;
  caseTypes(options?: CallOptions): Promise<readonly CaseType[]>;
}

export const createConfiguration = (send: Send): Configuration => {
  const all = <T>(path: string, options: CallOptions = {}): Promise<readonly T[]> =>
    collect(eachItem<T>((cursor) => readJson(send({ method: 'GET', path, query: { limit: 200, cursor }, options }))));
  return {
    units: (options) => all('/units', options),
    users: (options) => all('/users', options),
    caseTypes: (options) => all('/case-types', options),
  };
};
