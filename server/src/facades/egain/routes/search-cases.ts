import type { FastifyInstance } from 'fastify';
import type { CaseFilter } from '../../../domain/cases/case-filter.ts';
import type { Tenant } from '../../../domain/tenants/tenant.ts';
import type { FaceDeps } from '../../../http/face.ts';
import { answerCasePage, readCasePageCall } from '../answer-case-page.ts';
import type { Place } from '../call.ts';
import { actorOf } from '../call.ts';
import { refuse } from '../codes.ts';
import type { Query } from '../query.ts';
import { type AskedCases, type Refuse, readCaseFilter, statusNames } from '../wire/case-filter.ts';
import { customKey } from '../wire/wanted.ts';

const filterNames: readonly string[] = ['customer', 'email', 'phone', 'status', 'owner', 'department'];

const refuseValue: Refuse = (name, key) => {
  if (name === 'status') return refuse('400-102', 'status', statusNames);
  return refuse('400-244', key === undefined ? name : `custom.${key}`);
};

/** Fails with 400-245 where nothing is searched for, 400-102, 400-244. */
const readSearch = (tenant: Tenant, query: Query): CaseFilter => {
  const custom = new Map<string, string>();
  for (const [name, value] of query) {
    const key = customKey(tenant, name);
    if (key !== undefined) custom.set(key, value);
  }
  if (custom.size === 0 && !filterNames.some((name) => query.has(name))) {
    throw refuse('400-245', [...filterNames, 'custom.<name>'].join(', '));
  }
  const asked = Object.fromEntries(filterNames.map((name) => [name, query.get(name)])) as Omit<AskedCases, 'custom'>;
  return readCaseFilter(tenant, { ...asked, custom }, refuseValue);
};

/** Search (contract egain 6.2): the cases that hold all that is asked for, as far as the caller sees them. */
export const addSearchCases = (routes: FastifyInstance, deps: FaceDeps, place: Place): void => {
  const path = '/interaction/case';
  routes.route({
    method: 'GET',
    url: path,
    config: { streamBody: true, egain: { permission: 'case.view' } },
    handler: async (request, reply) => {
      const actor = actorOf(request);
      const call = readCasePageCall(request, actor.tenant, {
        includes: (name) => filterNames.includes(name) || customKey(actor.tenant, name) !== undefined,
      });
      const filter = readSearch(actor.tenant, call.query);
      return answerCasePage({ deps, place, actor, path }, request, reply, call, filter);
    },
  });
};
