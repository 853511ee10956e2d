/** Relating two cases, and taking the relation away. */

import type { Tx } from '../../core.ts';
import { unknownCase } from '../../domain/access/access.ts';
import { DomainError } from '../../domain/errors.ts';
import { maxRelations, relateCases } from '../../domain/relations/relate-cases.ts';
import { etagOf } from '../conditions.ts';
import { type Call, type Operation, writing } from '../operation.ts';
import { numberParam, readNumber } from './case-key.ts';

/** The other case is part of the address: one that is not there is not found, as one that is not seen. */
const relate = async (tx: Tx, { actor, params, precondition }: Call, wanted: boolean) => {
  const number = readNumber(params['number']);
  const other = readNumber(params['other']);
  try {
    const found = await relateCases(tx, actor, number, other, wanted, precondition);
    return { status: 204, headers: { etag: etagOf(found) } };
  } catch (error) {
    if (error instanceof DomainError && error.code === 'related/unknown') throw unknownCase({ number: other });
    throw error;
  }
};

const common = {
  path: '/cases/{number}/related/{other}',
  tag: 'Relations',
  access: 'licensed',
  params: { number: numberParam, other: numberParam },
  ifMatch: 'obeyed',
  problems: ['case/archived', 'case/stale', 'case/unknown', 'related/itself', 'related/too-many'],
} as const;

export const relateRoutes: readonly Operation[] = [
  writing({
    ...common,
    id: 'relateCases',
    method: 'PUT',
    summary: 'Relate two cases',
    description: `Symmetric; at most ${maxRelations} relations a case; no case to itself. Related already: nothing happens.`,
    answers: { 204: { description: 'Related.', headers: { ETag: 'The version of the first case.' } } },
    write: (tx, call) => relate(tx, call, true),
  }),
  writing({
    ...common,
    id: 'unrelateCases',
    method: 'DELETE',
    summary: 'Take a relation away',
    description: 'Not related: nothing happens.',
    answers: { 204: { description: 'Not related.', headers: { ETag: 'The version of the first case.' } } },
    write: (tx, call) => relate(tx, call, false),
  }),
];
