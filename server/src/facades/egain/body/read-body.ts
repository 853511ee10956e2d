import type { FastifyRequest } from 'fastify';
import { parseJson } from '../../../http/json.ts';
import { parseMediaType } from '../../../http/media-type.ts';
import { parseXml } from '../../../http/xml.ts';
import type { Format } from '../call.ts';
import { refuse } from '../codes.ts';
import { readJsonBody } from './read-json-body.ts';
import { readXmlBody } from './read-xml-body.ts';
import type { Faults, PartsShape, Read, Reading } from './shape.ts';

/** Levels of objects and lists, or of elements. */
const maxDepth = 64;

const formats: ReadonlyMap<string, Format> = new Map([
  ['application/json', 'json'],
  ['application/xml', 'xml'],
  ['text/xml', 'xml'],
]);

const readParsed = <S extends PartsShape>(
  body: Buffer,
  format: Format,
  root: string,
  shape: S,
  faults: Faults,
): unknown => {
  if (format === 'xml') {
    const element = parseXml(body, { maxDepth });
    if (element.name !== root) throw refuse('400-152', 'body');
    const value = readXmlBody(shape, element, faults);
    // Text between the members.
    if (value === undefined) throw refuse('400-152', 'body');
    return value;
  }
  const value = parseJson(body, { maxDepth });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refuse('400-152', 'body');
  return readJsonBody(shape, value, faults) ?? {};
};

/**
 * A body in its shape, by the reader that Content-Type picks; `root` is the XML root. What does not fit the shape is among
 * the reading's faults. Fails with 415-900, 400-264, and 400-152 `body` for what is no XML, JSON or no such root.
 */
export const readBody = <S extends PartsShape>(request: FastifyRequest, root: string, shape: S): Reading<S> => {
  const { headers } = request.raw;
  if (headers['content-encoding'] !== undefined) throw refuse('415-900');
  const body = request.body as Buffer | undefined;
  if (body === undefined) throw refuse('400-264');
  const format = formats.get(parseMediaType(headers['content-type'])?.type ?? '');
  if (format === undefined) throw refuse('415-900');
  const faults: Faults = { unsupported: [], invalid: [] };
  const value = readParsed(body, format, root, shape, faults) as Read<S>;
  return { value, ...faults };
};
