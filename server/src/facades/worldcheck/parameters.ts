/** Query parameters, compared by their exact names; unknown ones are ignored (contract worldcheck §1, §3.1). */
import type { FastifyRequest } from 'fastify';
import { isReference } from '../../domain/references/reference.ts';
import { PairError } from '../../http/pairs.ts';
import { parseQuery, rawQuery } from '../../http/query.ts';
import { badField } from './errors.ts';
import { requireOneOf } from './text.ts';

/** The parameter, decoded as form data; undefined where it is not there. Given twice or undecodable: `INVALID_FIELD`. */
export const readParameter = (request: FastifyRequest, name: string): string | undefined => {
  const values: string[] = [];
  for (const piece of rawQuery(request.raw.url ?? '').split('&')) {
    try {
      for (const [key, value] of parseQuery(`?${piece}`)) if (key === name) values.push(value);
    } catch (error) {
      if (!(error instanceof PairError)) throw error;
      // Another parameter that cannot be decoded is none of ours.
      if (error.member === name) throw badField(name, `The parameter ${name} cannot be decoded.`);
    }
  }
  if (values.length > 1) throw badField(name, `The parameter ${name} is given more than once.`);
  return values[0];
};

/** The `caseId` of a look-up: one that a case could have. */
export const readCaseIdParameter = (request: FastifyRequest): string => {
  const caseId = readParameter(request, 'caseId');
  if (caseId === undefined) throw badField('caseId', 'The parameter caseId is missing.');
  if (!isReference(caseId)) throw badField('caseId', 'The parameter caseId is not a case ID.');
  return caseId;
};

/** `true` or `false`, exactly; absent: false. */
export const readFlagParameter = (request: FastifyRequest, name: string): boolean => {
  const text = readParameter(request, name) ?? 'false';
  if (text !== 'true' && text !== 'false') throw badField(name, `The parameter ${name} is true or false.`);
  return text === 'true';
};

const screenModes = ['NONE', 'SYNC', 'ASYNC'] as const;

/** `screen`, exactly one of the three; absent: `NONE`. */
export const readScreenParameter = (request: FastifyRequest): (typeof screenModes)[number] =>
  requireOneOf('screen', readParameter(request, 'screen') ?? 'NONE', screenModes);
