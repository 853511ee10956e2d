/** One case, by number, reference or uid. */
import { Type } from 'typebox';
import type { Db } from '../../core.ts';
import type { CaseKey } from '../../domain/cases/case-store.ts';
import { getRelatedCase } from '../../domain/cases/find-case.ts';
import { etagOf, isKnown } from '../conditions.ts';
import { type Answer, type Call, type Operation, reading } from '../operation.ts';
import { CaseView, viewParameters } from '../schemas/case.ts';
import { part } from '../schemas/values.ts';
import { type View, viewCase } from '../wire/view-cases.ts';
import { numberParam, readNumber } from './case-key.ts';

const answer = async (db: Db, call: Call<View>, key: CaseKey): Promise<Answer> => {
  const { actor, query, ifNoneMatch } = call;
  const { case: found, related } = await getRelatedCase(db, actor, key);
  const headers = { etag: etagOf(found) };
  // What `expand` adds has versions of its own, which the tag does not tell.
  if (query.expand === undefined && isKnown(ifNoneMatch, headers.etag)) return { status: 304, headers };
  return { status: 200, headers, body: await viewCase(db, actor, found, query, related) };
};

const common = {
  method: 'GET',
  tag: 'Cases',
  access: 'licensed',
  query: part(viewParameters),
  answers: {
    200: { description: 'The case.', schema: CaseView, headers: { ETag: 'The version of the case.' } },
    304: { description: 'The caller has this version (`If-None-Match`).' },
  },
  problems: ['case/unknown'],
} as const;

export const getCaseRoutes: readonly Operation[] = [
  reading({
    ...common,
    id: 'getCase',
    path: '/cases/{number}',
    summary: 'Read a case',
    params: { number: numberParam },
    read: (db, call) => answer(db, call, { number: readNumber(call.params['number']) }),
  }),
  reading({
    ...common,
    id: 'getCaseByReference',
    path: '/cases/by-reference/{reference}',
    summary: 'Read a case by its reference',
    description: 'Whoever minted the reference. Slashes in it are sent as `%2F`.',
    params: { reference: Type.String({ minLength: 1, maxLength: 512 }) },
    read: (db, call) => answer(db, call, { reference: call.params['reference'] ?? '' }),
  }),
  reading({
    ...common,
    id: 'getCaseByUid',
    path: '/cases/by-uid/{uid}',
    summary: 'Read a case by its uid',
    params: { uid: Type.String() },
    read: (db, call) => answer(db, call, { uid: call.params['uid'] ?? '' }),
  }),
];
