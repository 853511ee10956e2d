/** What one request is: the form and language of its answer, and who asks. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/actor.ts';
import { internal } from '../../domain/errors.ts';
import type { Tenant } from '../../domain/tenants/tenant.ts';
import type { Offer } from '../../http/media-type.ts';
import { negotiate } from '../../http/media-type.ts';
import { refuse } from './codes.ts';
import type { Language } from './languages.ts';
import { chooseLanguage, resolveLanguage } from './languages.ts';

export type Format = 'xml' | 'json';

export type Version = 'v12' | 'v20';

/** Under which address the face is asked: `{B}` of the contract, which every link begins with. */
export interface Place {
  readonly base: string;
  readonly version: Version;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The form of the answer; undefined: the caller accepts none, and errors are XML. */
    egainFormat: Format | undefined;
  }
}

const json: Offer<Format> = { value: 'json', types: ['application/json'] };
const offers: readonly Offer<Format>[] = [{ value: 'xml', types: ['application/xml'] }, json];
/** `text/xml` is looked at only where a header names texts: a wildcard must not bring back a refused application/xml. */
const textOffers: readonly Offer<Format>[] = [{ value: 'xml', types: ['application/xml', 'text/xml'] }, json];

/** XML unless the caller prefers JSON (contract egain 3.3). */
export const negotiateFormat = (request: FastifyRequest): Format | undefined => {
  const { accept } = request.raw.headers;
  return negotiate(accept, accept !== undefined && /text\//i.test(accept) ? textOffers : offers);
};

export const contentTypes: Readonly<Record<Format, string>> = { xml: 'application/xml', json: 'application/json' };

/** Fails with 406-900, 406-100. */
export const requireAcceptable = (request: FastifyRequest): void => {
  if (request.egainFormat === undefined) throw refuse('406-900');
  if (chooseLanguage(request.raw.headers['accept-language']) === undefined) throw refuse('406-100');
};

/** Whom something is shown to, and where. */
export interface Viewer {
  readonly tenant: Tenant;
  readonly place: Place;
  readonly language: Language;
}

/** The sender of a request that `requireAcceptable` let pass, who asks there. */
export const viewerOf = (request: FastifyRequest, { tenant }: Actor, place: Place): Viewer => {
  const choice = chooseLanguage(request.raw.headers['accept-language']) ?? 'default';
  return { tenant, place, language: resolveLanguage(choice, tenant.language) };
};

/** Who asks, in a call behind the session hook. */
export const actorOf = (request: FastifyRequest): Actor => {
  if (request.actor === null) throw internal('A call without an actor passed the session hook.');
  return request.actor;
};

/** A whole answer with its media type and nothing added to it: Fastify adds a charset to texts, not to bytes. */
export const sendBytes = (reply: FastifyReply, format: Format, body: string): FastifyReply =>
  reply.header('content-type', contentTypes[format]).send(Buffer.from(body));

/** 204: the answer of everything that has nothing to say. */
export const sendNothing = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  reply
    .code(204)
    .header('content-type', contentTypes[request.egainFormat ?? 'xml'])
    .send();
