/** The query of a call: names that the operation lists, each once (contract egain 3.4). */
import type { FastifyRequest } from 'fastify';
import type { DomainError } from '../../domain/errors.ts';
import { PairError } from '../../http/pairs.ts';
import { parseQuery, rawQuery } from '../../http/query.ts';
import { refuse } from './codes.ts';

export type Query = ReadonlyMap<string, string>;

/** The names that a call lists: an array of them, or a rule. */
export interface Names {
  includes(name: string): boolean;
}

/** A piece that cannot be decoded is a bad value of a listed name, else a name that is not listed. */
const refusePair = ({ member }: PairError, request: FastifyRequest, allowed: Names): DomainError =>
  member !== undefined && allowed.includes(member)
    ? refuse('400-244', member)
    : refuse('400-101', [member ?? rawQuery(request.raw.url ?? '')]);

const parsePairs = (request: FastifyRequest, allowed: Names): (readonly [string, string])[] => {
  try {
    return parseQuery(request.raw.url ?? '');
  } catch (error) {
    throw error instanceof PairError ? refusePair(error, request, allowed) : error;
  }
};

/** The parameters by name. Fails with 400-101 for names that are not `allowed`, 400-244 for one that stands twice. */
export const readQuery = (request: FastifyRequest, allowed: Names): Query => {
  const pairs = parsePairs(request, allowed);
  const strangers = new Set(pairs.map(([name]) => name).filter((name) => !allowed.includes(name)));
  if (strangers.size > 0) throw refuse('400-101', strangers);
  const query = new Map<string, string>();
  for (const [name, value] of pairs) {
    if (query.has(name)) throw refuse('400-244', name);
    query.set(name, value);
  }
  return query;
};

/** For a call without parameters, as a hook before its body is read. */
export const refuseQuery = async (request: FastifyRequest): Promise<void> => {
  readQuery(request, []);
};

/** Of a parameter that can only be `yes`: whether it is there. Fails with 400-102. */
export const readYes = (query: Query, name: string): boolean => {
  const value = query.get(name);
  if (value !== undefined && value !== 'yes') throw refuse('400-102', name, 'yes');
  return value !== undefined;
};
