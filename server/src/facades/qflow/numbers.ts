/** Whole numbers in addresses (contract qflow (e)): key and text of the vendor's framework. */
import type { FastifyRequest } from 'fastify';
import { PairError } from '../../http/pairs.ts';
import { parseQuery } from '../../http/query.ts';
import { badMember } from './errors.ts';
import { type Model, parseInt32, texts } from './model.ts';

const notANumber = (text: string): string => texts.wrong('Int32', { text, isText: true });

/** The number that a text of the address is. Fails with `invalid`, under `key`. */
export const readNumber = (text: string, key: string): number => {
  const number = parseInt32(text);
  if (number === undefined) throw badMember(key, notANumber(text));
  return number;
};

/** The same beside a body: what is wrong is noted, to be reported with what is wrong there. */
export const pathNumber = (model: Model, text: string, key: string): number => {
  const number = parseInt32(text);
  if (number === undefined) model.refuseKey(key, notANumber(text));
  return number ?? 0;
};

/** A parameter of the query, its name in any letter case; the last of equal ones counts, an empty one is none. */
export const queryText = (request: FastifyRequest, name: string): string | undefined => {
  try {
    const found = parseQuery(request.raw.url ?? '/').findLast(([given]) => given.toLowerCase() === name.toLowerCase());
    return found === undefined || found[1] === '' ? undefined : found[1];
  } catch (error) {
    if (error instanceof PairError)
      throw badMember(error.member ?? name, texts.wrong(error.member ?? name, 'composite'));
    throw error;
  }
};

/** A number in the query; undefined: none is given. Fails with `invalid`. */
export const queryNumber = (request: FastifyRequest, name: string): number | undefined => {
  const text = queryText(request, name);
  return text === undefined ? undefined : readNumber(text, name);
};
