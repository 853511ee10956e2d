/**
 * Every error code of the face and what it says (contract egain 7). The status is the code's first part; numbers from
 * 900 are ours.
 */
import type { ErrorKind } from '../../domain/errors.ts';
import { DomainError } from '../../domain/errors.ts';

/** Names and values come from requests: long ones are cut, so that an error is never longer than a page. */
const shorten = (text: string): string => (text.length <= 200 ? text : `${text.slice(0, 200).toWellFormed()}…`);

/** A list and never arguments one by one: a body of a megabyte has more names than a call can take. */
type Names = readonly string[] | ReadonlySet<string>;

const quote = (names: Names): string =>
  [...names]
    .slice(0, 75)
    .map((name) => `'${shorten(name)}'`)
    .join(', ');

const texts = {
  '400-101': (names: Names) => `Unsupported query parameter(s) supplied: ${quote(names)}.`,
  '400-102': (name: string, values: string) =>
    `Unsupported value for query parameter ${quote([name])}. Only the following values are supported: '${values}'.`,
  '400-105': (name: string) =>
    `Invalid value provided for query parameter: ${quote([name])}. It must be a positive integer.`,
  '400-112': (name: string) => `Required query parameter(s) is missing. The following is required: ${quote([name])}.`,
  '400-116': (value: string) =>
    `Unsupported value for $attribute query parameter: ${quote([value])}. Ask for members of the resource by name, or for 'all'.`,
  '400-120': () => 'Query parameters of a page and of a range are supplied together.',
  '400-124': () => "The query parameter '$order' is of use together with '$sort' only.",
  '400-126': (id: string) =>
    `Target customer sent in the request body is the customer of the case already: ${shorten(id)}.`,
  '400-127': (id: string) => `Target customer sent in the request body does not exist: ${shorten(id)}.`,
  '400-146': (names: Names) => `Required attribute is missing in request body: ${quote(names)}.`,
  '400-147': (names: Names) => `Unsupported attribute is present in request body: ${quote(names)}.`,
  '400-152': (name: string) =>
    `Invalid value is provided in the request body for the following attribute: ${quote([name])}.`,
  '400-194': (ids: Names) => `The following IDs supplied in the request body were not found: ${quote(ids)}.`,
  '400-203': () => 'Request body is not allowed.',
  '400-244': (name: string) => `Invalid value provided for query parameter: ${quote([name])}.`,
  '400-245': (names: string) => `At least one of the following API specific query parameters is required: '${names}'.`,
  '400-253': (id: string) =>
    `This operation cannot be performed on the following case as they are not in open status: ${id}.`,
  '400-264': () => 'Request body is mandatory. It was empty.',
  '400-387': (name: string) => `The following attribute in request body cannot be empty: ${quote([name])}.`,
  '400-603': (id: string, caseId: string) =>
    `id provided in URI path were not found for 'case' resource with id ${shorten(caseId)}. Not found: ${quote([id])}.`,
  '400-901': (ids: readonly number[]) =>
    `This operation cannot be performed on the following activities in their present state: ${ids.join(', ')}.`,
  '400-902': (limit: number) => `More than ${limit} IDs are supplied in the URI path.`,
  '401-101': () => 'There is no live session: the X-egain-session header is missing, unknown or ended.',
  '403-105': () => 'The user has no licence.',
  '403-178': (action: string) => `User is not allowed to perform the following action: ${action}.`,
  '404-100': (ids: Names) => `The following IDs supplied in the URI path were not found: ${quote(ids)}.`,
  '404-900': () => 'There is no such address.',
  '405-900': (method: string) => `The address does not answer to ${method}.`,
  '406-100': () => "The languages of the 'Accept-Language' header are not supported.",
  '406-900': () => "The 'Accept' header allows neither application/xml nor application/json.",
  '409-100': (id: string) =>
    `Last modified date provided in the request body for the following case do not match: ${id}.`,
  '413-900': () => 'The request body is larger than 1048576 bytes.',
  '415-900': () => 'The request body must be application/json or application/xml, without a content encoding.',
  '500-100': () => 'Something unforeseen happened. The server has kept a record of it.',
  '503-900': () => 'The server cannot answer at the moment.',
} as const;

export type Code = keyof typeof texts;

/** All of them, in the catalogue's order. */
export const codes = Object.keys(texts) as readonly Code[];

/** What the text of that code needs. */
export type Parts<C extends Code> = Parameters<(typeof texts)[C]>;

export const textOf = <C extends Code>(code: C, ...parts: Parts<C>): string =>
  (texts[code] as (...parts: Parts<C>) => string)(...parts);

export const statusOf = (code: Code): number => Number(code.slice(0, 3));

const kinds: Readonly<Record<number, ErrorKind>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  409: 'stale',
  413: 'too-large',
  406: 'unsupported',
  415: 'unsupported',
};

/** A refusal that only this face knows: its `code` is already the wire's. */
export const refuse = <C extends Code>(code: C, ...parts: Parts<C>): DomainError =>
  new DomainError(kinds[statusOf(code)] ?? 'invalid', code, textOf(code, ...parts));

export const isCode = (code: string): code is Code => Object.hasOwn(texts, code);
