/** `$attribute`: which members are shown beside those that always are (contract egain 3.4). */
import type { Tenant } from '../../../domain/tenants/tenant.ts';
import { refuse } from '../codes.ts';
import { type OnRequest, onRequest, type Wanted } from './case-view.ts';

const nothing: Wanted = { has: () => false, hasCustom: () => false };
const everything: Wanted = { has: () => true, hasCustom: () => true };

const isOnRequest = (name: string): name is OnRequest => (onRequest as readonly string[]).includes(name);

/** The key of `custom.<key>`, if the tenant has such an attribute. */
export const customKey = (tenant: Tenant, name: string): string | undefined => {
  const key = name.startsWith('custom.') ? name.slice('custom.'.length) : undefined;
  return key !== undefined && tenant.attributes.has(key) ? key : undefined;
};

/** Absent and empty ask for nothing. Fails with 400-116 that names what is not known. */
export const readWanted = (tenant: Tenant, value: string | undefined): Wanted => {
  if (value === undefined || value === '') return nothing;
  const names = new Set<OnRequest>();
  const keys = new Set<string>();
  let all = false;
  for (const name of value.split(',')) {
    const key = customKey(tenant, name);
    if (name === 'all') all = true;
    else if (isOnRequest(name)) names.add(name);
    else if (key !== undefined) keys.add(key);
    else throw refuse('400-116', name);
  }
  return all ? everything : { has: (name) => names.has(name), hasCustom: (key) => keys.has(key) };
};
