/** The answer of search and lookup: one page of cases (contract egain 6.2). */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/actor.ts';
import type { CaseFilter, PageSort } from '../../domain/cases/case-filter.ts';
import { pageCases } from '../../domain/cases/page-cases.ts';
import type { Tenant } from '../../domain/tenants/tenant.ts';
import type { FaceDeps } from '../../http/face.ts';
import { sendPage } from './answer.ts';
import type { Place } from './call.ts';
import { viewerOf } from './call.ts';
import { type Paging, pagingNames, readPaging } from './paging.ts';
import type { Names, Query } from './query.ts';
import { readQuery } from './query.ts';
import { showCase, type Wanted } from './wire/case-view.ts';
import { readSort } from './wire/sorting.ts';
import { readWanted } from './wire/wanted.ts';
import { writeCasesXml } from './wire/write-cases-xml.ts';

const names: readonly string[] = [...pagingNames, '$sort', '$order', '$attribute'];

/** How a page is asked for, beside what is searched. */
export interface CasePageCall {
  readonly query: Query;
  readonly paging: Paging;
  readonly sort: PageSort;
  readonly wanted: Wanted;
}

/** `others`: the call's own parameters. Fails with the errors of the query: 400-101, 400-244, 400-120, 400-105, … */
export const readCasePageCall = (request: FastifyRequest, tenant: Tenant, others?: Names): CasePageCall => {
  const query = readQuery(request, {
    includes: (name) => names.includes(name) || (others?.includes(name) ?? false),
  });
  return {
    query,
    paging: readPaging(query),
    sort: readSort(tenant, query),
    wanted: readWanted(tenant, query.get('$attribute')),
  };
};

interface Answerer {
  readonly deps: FaceDeps;
  readonly place: Place;
  readonly actor: Actor;
  /** The list's own, behind the place: links lead to it. */
  readonly path: string;
}

/** 200 with the page, or 204 where there is none. */
export const answerCasePage = async (
  { deps, place, actor, path }: Answerer,
  request: FastifyRequest,
  reply: FastifyReply,
  { paging, sort, wanted }: CasePageCall,
  filter: CaseFilter,
): Promise<FastifyReply> => {
  const { offset, limit, pagenum } = paging;
  const page = await deps.core.view(actor, (db) =>
    pageCases(db, actor, { filter, sort, offset, limit, count: pagenum !== undefined }),
  );
  const viewer = viewerOf(request, actor, place);
  return sendPage(request, reply, {
    name: 'case',
    items: page.cases.map((one) => showCase(viewer, one, wanted)),
    count: page.count,
    paging,
    address: `${place.base}${path}`,
    write: writeCasesXml,
  });
};
