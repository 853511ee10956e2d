/** Pages and ranges of a list: which part of it is asked for, and what its answer says of the rest (contract egain 3.4). */
import type { FastifyRequest } from 'fastify';
import type { JsonObject } from '../../domain/cases/case.ts';
import { rawQuery } from '../../http/query.ts';
import { refuse } from './codes.ts';
import type { Query } from './query.ts';
import { maxIds } from './wire/ids.ts';

/** Parameters of a call that answers with a list. */
export const pagingNames = ['$pagenum', '$pagesize', '$rangestart', '$rangesize'] as const;

type Name = (typeof pagingNames)[number];

/** Pages and ranges are so long where nothing is said. */
const defaultSize = 25;

export interface Paging {
  readonly offset: number;
  readonly limit: number;
  /** The page's number; undefined for a range, whose answer tells nothing of the rest. */
  readonly pagenum: number | undefined;
}

const readPositive = (query: Query, name: Name, absent: number): number => {
  const text = query.get(name);
  if (text === undefined) return absent;
  if (!/^0*[1-9][0-9]*$/.test(text)) throw refuse('400-105', name);
  // No list is that long: the number itself does not matter.
  return Math.min(Number(text), 2 ** 40);
};

const readSize = (query: Query, name: Name): number => {
  const size = readPositive(query, name, defaultSize);
  if (size > maxIds) throw refuse('400-102', name, `1 to ${maxIds}`);
  return size;
};

/** Fails with 400-120 where a page and a range are mixed, 400-105, 400-102. */
export const readPaging = (query: Query): Paging => {
  const isRange = query.has('$rangestart') || query.has('$rangesize');
  if (isRange && (query.has('$pagenum') || query.has('$pagesize'))) throw refuse('400-120');
  if (isRange) {
    const start = readPositive(query, '$rangestart', 1);
    return { offset: start - 1, limit: readSize(query, '$rangesize'), pagenum: undefined };
  }
  const pagenum = readPositive(query, '$pagenum', 1);
  const limit = readSize(query, '$pagesize');
  return { offset: (pagenum - 1) * limit, limit, pagenum };
};

/** The name of a piece of a query that was read before, so it can be decoded. */
const nameOf = (piece: string): string => decodeURIComponent((piece.split('=', 1)[0] ?? '').replaceAll('+', ' '));

/** Bytes that stood in the address as they are: a link has them escaped. */
const escapeBytes = (text: string): string =>
  text.replace(/[^!-~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);

/** The same query with another page number. */
const queryOf = (request: FastifyRequest, pagenum: number): string => {
  const pieces = rawQuery(request.raw.url ?? '').split('&');
  const others = pieces.filter((piece) => piece !== '' && nameOf(escapeBytes(piece)) !== '$pagenum');
  return [...others.map(escapeBytes), `$pagenum=${pagenum}`].join('&');
};

/** `paginationInfo` of a page that is there: links only to pages that are. `address`: the list's, without its query. */
export const showPagination = (
  request: FastifyRequest,
  address: string,
  { pagenum, limit }: Paging,
  count: number,
): JsonObject | undefined => {
  if (pagenum === undefined) return undefined;
  const link = (rel: string, page: number): JsonObject => ({ rel, href: `${address}?${queryOf(request, page)}` });
  const links = [
    ...(pagenum > 1 ? [link('prev', pagenum - 1)] : []),
    ...(pagenum * limit < count ? [link('next', pagenum + 1)] : []),
  ];
  return { count, pagenum, pagesize: limit, ...(links.length > 0 ? { link: links } : {}) };
};
