/**
 * The body of every request as the bytes received, whatever its Content-Type says; each face reads them by its own
 * rules. `request.body` is a Buffer, or undefined where no byte came. Content-Encoding is left to the face.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../domain/errors.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The handler reads `request.raw` itself, as a stream (file uploads); `bodyLimit` is then its own affair. */
    streamBody?: boolean;
  }
}

/**
 * How much of a body beyond the limit is read and dropped after the 413, so that a program that sends first and reads
 * later gets the answer and not a reset connection. Bytes.
 */
const patience = 16 * 1024 * 1024;

/** Bytes of bodies that are under way at once, in one face; bodies that come slowly would else take all memory. */
const maxUnderWay = 64 * 1024 * 1024;

/** What a piece costs beside its bytes. */
const perPiece = 256;

interface UnderWay {
  bytes: number;
}

const tooMuch = (): DomainError =>
  new DomainError('unavailable', 'request/too-many', 'Too many bodies are under way.', { retryAfter: 5 });

const tooLarge = (limit: number): DomainError =>
  new DomainError('too-large', 'request/too-large', `The body is larger than ${limit} bytes.`, { params: { limit } });

const dropRest = (request: FastifyRequest): void => {
  let spare = patience;
  request.raw.on('data', (chunk: Buffer) => {
    spare -= chunk.length;
    if (spare < 0) request.raw.destroy();
  });
};

const aborted = (): DomainError => new DomainError('invalid', 'request/aborted', 'The request ended inside its body.');

type Done = (error: Error | null, body?: Buffer) => void;

const collect = (request: FastifyRequest, limit: number, underWay: UnderWay, done: Done): void => {
  const chunks: Buffer[] = [];
  let length = 0;
  let held = 0;
  const stop = (error: Error | null, body?: Buffer): void => {
    underWay.bytes -= held;
    request.raw.off('data', onData).off('end', onEnd).off('error', onCut).off('close', onCut);
    done(error, body);
  };
  const onData = (chunk: Buffer): void => {
    length += chunk.length;
    const cost = chunk.length + perPiece;
    const refusal = length > limit ? tooLarge(limit) : underWay.bytes + cost > maxUnderWay ? tooMuch() : undefined;
    if (refusal === undefined) {
      chunks.push(chunk);
      held += cost;
      underWay.bytes += cost;
    } else {
      dropRest(request);
      stop(refusal);
    }
  };
  const onEnd = (): void => stop(null, length === 0 ? undefined : Buffer.concat(chunks, length));
  const onCut = (): void => stop(aborted());
  request.raw.on('data', onData).on('end', onEnd).on('error', onCut).on('close', onCut);
};

/** Reads the body into `request.body`; a Content-Length beyond the limit is refused before a byte of it came. */
const readBody = (request: FastifyRequest, underWay: UnderWay, done: Done): void => {
  const { headers } = request.raw;
  const announced = headers['content-length'];
  if (headers['transfer-encoding'] === undefined && (announced === undefined || announced === '0')) {
    done(null, undefined);
    return;
  }
  const limit = request.routeOptions.bodyLimit ?? 0;
  if (Number(announced) > limit) {
    dropRest(request);
    done(tooLarge(limit));
  } else {
    collect(request, limit, underWay, done);
  }
};

/**
 * Makes an instance read bodies so: after its `onRequest` hooks (credentials in a header are judged before the body is
 * read) and before its `preValidation` hooks. Errors are domain errors of kind `too-large`, `unavailable`
 * (`request/too-many`) and `invalid` (`request/aborted`).
 */
export const readRawBodies = (instance: FastifyInstance): void => {
  const underWay: UnderWay = { bytes: 0 };
  instance.removeAllContentTypeParsers();
  // The body is there already when Fastify looks for a parser.
  instance.addContentTypeParser('*', (request: FastifyRequest, _payload: unknown, done: Done) =>
    done(null, request.body as Buffer | undefined),
  );
  instance.addHook('preParsing', (request: FastifyRequest, _reply: FastifyReply, payload, done) => {
    // Fastify refuses a Content-Type that is no media type; here that is for the face to judge.
    if (request.raw.headers['content-type'] !== undefined && request.mediaType === undefined) {
      request.headers = { 'content-type': undefined };
    }
    if (request.routeOptions.config?.streamBody === true) {
      done(null, payload);
      return;
    }
    readBody(request, underWay, (error, body) => {
      request.body = body;
      done(error, payload);
    });
  });
};

/**
 * The body as it comes, for a route with `streamBody`. A Content-Length beyond `limit` is refused before a byte of it
 * came; one who reads on beyond the limit stops by himself. Whatever is left unread is dropped, so that the answer can be
 * sent. Fails with `too-large` `file/too-large`, `invalid` `request/aborted`.
 */
export async function* streamBody(request: FastifyRequest, limit: number): AsyncGenerator<Buffer> {
  const { raw } = request;
  let whole = false;
  try {
    if (Number(raw.headers['content-length'] ?? 0) > limit) {
      throw new DomainError('too-large', 'file/too-large', `The file is larger than ${limit} bytes.`, {
        params: { limit },
      });
    }
    for await (const chunk of raw.iterator({ destroyOnReturn: false })) yield chunk as Buffer;
    if (raw.complete === false) throw aborted();
    whole = true;
  } catch (error) {
    throw error instanceof DomainError ? error : aborted();
  } finally {
    if (!whole) dropRest(request);
  }
}
