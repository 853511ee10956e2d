import type { FastifyRequest } from 'fastify';
import type { JsonObject, JsonValue } from '../../../domain/cases/case.ts';
import { parseJson } from '../../../http/json.ts';
import { parseMediaType } from '../../../http/media-type.ts';
import { parseXml } from '../../../http/xml.ts';
import type { Format } from '../call.ts';
import { refuse } from '../codes.ts';
import { readJsonBody } from './read-json-body.ts';
import { readXmlBody } from './read-xml-body.ts';
import type { Faults, PartsShape, Read, Reading } from './shape.ts';
import { isFitTree, treeOf } from './tree.ts';

/** Levels of objects and lists, or of elements. */
const maxDepth = 64;

const formats: ReadonlyMap<string, Format> = new Map([
  ['application/json', 'json'],
  ['application/xml', 'xml'],
  ['text/xml', 'xml'],
]);

type Parsed = Pick<Reading<PartsShape>, 'whole'> & { readonly value: unknown };

const asObject = (value: JsonValue): JsonObject =>
  typeof value === 'object' && value !== null ? (value as JsonObject) : {};

const readParsed = <S extends PartsShape>(
  body: Buffer,
  format: Format,
  root: string,
  shape: S,
  faults: Faults,
): Parsed => {
  if (format === 'xml') {
    const element = parseXml(body, { maxDepth });
    if (element.name !== root) throw refuse('400-152', 'body');
    const value = readXmlBody(shape, element, faults);
    // Text between the members.
    if (value === undefined) throw refuse('400-152', 'body');
    return { value, whole: () => asObject(treeOf(element)) };
  }
  const value = parseJson(body, { maxDepth });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refuse('400-152', 'body');
  const whole = () => (isFitTree(value) ? asObject(value) : undefined);
  return { value: readJsonBody(shape, value, faults) ?? {}, whole };
};

const hasContent = (body: Buffer | undefined): body is Buffer =>
  body !== undefined && !/^[ \t\r\n]*$/.test(body.toString('latin1'));

/** The body's format. Fails with 415-900. */
const formatOf = ({ headers }: FastifyRequest['raw']): Format => {
  const format = formats.get(parseMediaType(headers['content-type'])?.type ?? '');
  if (format === undefined || headers['content-encoding'] !== undefined) throw refuse('415-900');
  return format;
};

/** For a call that has no body; blanks are none. Fails with 415-900, 400-203. */
export const refuseBody = (request: FastifyRequest): void => {
  if (!hasContent(request.body as Buffer | undefined)) return;
  formatOf(request.raw);
  throw refuse('400-203');
};

/**
 * A body in its shape, by the reader that Content-Type picks; `root` is the XML root. What does not fit the shape is among
 * the reading's faults. Fails with 415-900, 400-264, and 400-152 `body` for what is no XML, JSON or no such root.
 */
export const readBody = <S extends PartsShape>(request: FastifyRequest, root: string, shape: S): Reading<S> => {
  if (request.raw.headers['content-encoding'] !== undefined) throw refuse('415-900');
  const body = request.body as Buffer | undefined;
  if (body === undefined) throw refuse('400-264');
  const format = formatOf(request.raw);
  const faults: Faults = { unsupported: [], invalid: [] };
  const { value, whole } = readParsed(body, format, root, shape, faults);
  return { value: value as Read<S>, whole, ...faults };
};
