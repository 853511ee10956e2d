/** Answers that several calls have alike: lists in either form, 201 with the address of what was made. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { JsonObject } from '../../domain/cases/case.ts';
import { contentTypes, sendBytes, sendNothing } from './call.ts';
import { type Paging, showPagination } from './paging.ts';

/** 200 with a list, as JSON or as the XML that `write` makes of the same tree. */
export const sendList = (
  request: FastifyRequest,
  reply: FastifyReply,
  members: JsonObject,
  write: (members: JsonObject) => string,
): FastifyReply =>
  request.egainFormat === 'json'
    ? sendBytes(reply, 'json', JSON.stringify(members))
    : sendBytes(reply, 'xml', write(members));

/** A page of a list: its items under the name of one, and how many there are where they were counted. */
interface ListPage {
  readonly name: string;
  readonly items: readonly JsonObject[];
  readonly count: number | undefined;
  readonly paging: Paging;
  /** The list's own address: links lead to it. */
  readonly address: string;
  readonly write: (members: JsonObject) => string;
}

/** 200 with a page and its `paginationInfo`, or 204 where there is none (contract egain 6.2). */
export const sendPage = (
  request: FastifyRequest,
  reply: FastifyReply,
  { name, items, count, paging, address, write }: ListPage,
): FastifyReply => {
  if (items.length === 0) return sendNothing(request, reply);
  // What is made between the page and the count must not make a list of fewer than it shows.
  const least = paging.offset + items.length;
  const paginationInfo = showPagination(request, address, paging, Math.max(count ?? 0, least));
  return sendList(request, reply, { [name]: items, ...(paginationInfo ? { paginationInfo } : {}) }, write);
};

/** 201 without a body: what was made is read at `location`. */
export const sendCreated = (request: FastifyRequest, reply: FastifyReply, location: string): FastifyReply =>
  reply
    .code(201)
    .header('location', location)
    .header('content-type', contentTypes[request.egainFormat ?? 'xml'])
    .send();
