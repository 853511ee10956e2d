/** The OpenAPI 3.1 document, made from the operations and the very schemas that check them. */
import type { TSchema } from 'typebox';
import { errorCodes } from './error-codes.ts';
import type { AnswerSpec, Operation } from './operation.ts';
import { jsonTypes } from './read-body.ts';
import { apiPath } from './run-operation.ts';
import { Problem } from './schemas/problem.ts';
import { commaSeparated } from './schemas/query-values.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Schemas with a title become components, named by it, and references elsewhere. */
const createComponents = () => {
  const components = new Map<string, { readonly schema: object; json: Json }>();
  const walk = (value: unknown): Json => {
    if (Array.isArray(value)) return value.map(walk);
    if (value === null || typeof value !== 'object') return value as Json;
    const title = (value as { title?: unknown }).title;
    return typeof title === 'string' ? refer(title, value) : copy(value);
  };
  const copy = (value: object): Json =>
    Object.fromEntries(Object.entries(value).map(([key, member]) => [key, walk(member)]));
  const refer = (title: string, schema: object): Json => {
    const known = components.get(title);
    if (known === undefined) {
      const component = { schema, json: {} as Json };
      components.set(title, component);
      component.json = copy(schema);
    } else if (known.schema !== schema && JSON.stringify(known.schema) !== JSON.stringify(schema)) {
      throw new Error(`Two schemas are called '${title}'.`);
    }
    return { $ref: `#/components/schemas/${title}` };
  };
  return { walk, all: (): Json => Object.fromEntries([...components].map(([title, { json }]) => [title, json])) };
};

type Walk = (value: unknown) => Json;

const parameter = (place: string, name: string, schema: TSchema, walk: Walk, required: boolean): Json => {
  const { description, ...rest } = schema as TSchema & { description?: string };
  const exploded = (schema as { type?: unknown }).type === 'array';
  return {
    name,
    in: place,
    required,
    ...(description === undefined ? {} : { description }),
    schema: walk(rest),
    ...(exploded ? { style: 'form', explode: !commaSeparated.has(name) } : {}),
  };
};

const header = (name: string, description: string, required: boolean): Json => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string' },
});

const headerParameters = (operation: Operation): Json[] => {
  const headers: Json[] = [];
  if (operation.ifMatch !== undefined) {
    headers.push(header('If-Match', 'ETag of the case as it was read.', operation.ifMatch === 'required'));
  }
  if (operation.method === 'POST' && operation.access !== 'open') {
    headers.push(
      header('Idempotency-Key', '1 to 255 printable characters: sent again, the first answer comes again.', false),
    );
  }
  if (operation.method === 'GET' && operation.answers[304] !== undefined) {
    headers.push(header('If-None-Match', 'ETag of what the caller has.', false));
  }
  return headers;
};

const parametersOf = (operation: Operation, walk: Walk): Json[] => {
  const parameters: Json[] = Object.entries(operation.params ?? {}).map(([name, schema]) =>
    parameter('path', name, schema, walk, true),
  );
  for (const [name, schema] of Object.entries(operation.query?.properties ?? {})) {
    parameters.push(parameter('query', name, schema as TSchema, walk, false));
  }
  const patterns = (operation.query as { patternProperties?: Record<string, TSchema> } | undefined)?.patternProperties;
  if (patterns !== undefined) {
    for (const schema of Object.values(patterns)) {
      parameters.push(parameter('query', 'attribute.<key>', schema, walk, false));
    }
  }
  return [...parameters, ...headerParameters(operation)];
};

const answerOf = ({ description, schema, type, headers }: AnswerSpec, walk: Walk): Json => ({
  description,
  ...(headers === undefined
    ? {}
    : {
        headers: Object.fromEntries(
          Object.entries(headers).map(([name, text]) => [name, { description: text, schema: { type: 'string' } }]),
        ),
      }),
  ...(schema === undefined && type === undefined
    ? {}
    : { content: { [type ?? 'application/json']: schema === undefined ? {} : { schema: walk(schema) } } }),
});

/** Codes that a call can end in because of what it is, beside its own. */
const commonCodes = (operation: Operation): string[] => [
  ...(operation.access === 'open' ? [] : ['sign-in/required', 'sign-in/bad-token', 'session/ended']),
  ...(operation.access === 'licensed' || operation.access === 'any-token'
    ? ['access/licence', 'access/forbidden']
    : []),
  ...(operation.ifMatch === 'required' ? ['request/precondition-required'] : []),
  ...(operation.body === undefined
    ? []
    : ['request/invalid', 'request/syntax', 'request/media-type', 'request/too-large']),
  ...(operation.query === undefined ? [] : ['request/invalid']),
  ...(operation.method === 'POST' && operation.access !== 'open' ? ['idempotency/other-request'] : []),
  'store/away',
];

/** One answer a status, with the codes that it stands for. */
const problemAnswers = (operation: Operation, walk: Walk): Record<string, Json> => {
  const byStatus = new Map<number, string[]>();
  for (const code of new Set([...commonCodes(operation), ...(operation.problems ?? [])])) {
    const status = errorCodes[code]?.status;
    if (status === undefined) throw new Error(`The error code '${code}' is not in the list.`);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const content = { 'application/problem+json': { schema: walk(Problem) } };
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      { description: codes.map((code) => `\`${code}\``).join(', '), content },
    ]),
  );
};

const security: Readonly<Record<string, Json>> = {
  open: [],
  'signed-in': [{ token: [] }, { session: [] }],
  licensed: [{ token: [] }, { session: [] }],
  'any-token': [{ token: [] }, { session: [] }],
};

const bodyOf = ({ body, ...operation }: Operation, walk: Walk): Json | undefined => {
  if ('streams' in operation && operation.streams) return { required: true, content: { '*/*': {} } };
  if (body === undefined) return undefined;
  const schema = walk(body.schema);
  const content = Object.fromEntries((body.types ?? jsonTypes).map((type) => [type, { schema }]));
  return { required: body.optional !== true, content };
};

const operationOf = (operation: Operation, walk: Walk): Json => {
  const { id, tag, summary, description, answers } = operation;
  const requestBody = bodyOf(operation, walk);
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    security: security[operation.access] ?? [],
    parameters: parametersOf(operation, walk),
    ...(requestBody === undefined ? {} : { requestBody }),
    responses: {
      ...problemAnswers(operation, walk),
      ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, answerOf(answer, walk)])),
    },
  };
};

const securitySchemes: Json = {
  token: { type: 'http', scheme: 'bearer', description: 'The token of a credential of this API.' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'docket_session',
    description: 'Changes also need the header `X-Docket-CSRF`, with the value given at sign-in.',
  },
};

/** The whole document. Throws where two schemas have one name, or an operation names an unknown error code. */
export const buildOpenapi = (operations: readonly Operation[], version: string): Json => {
  const { walk, all } = createComponents();
  const paths: Record<string, Record<string, Json>> = {};
  for (const operation of operations) {
    const path = `${apiPath}${operation.path}`;
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: operationOf(operation, walk) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Docket',
      version,
      description: 'Docket’s own API: everything the other APIs of the server can do, over the same cases.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: { schemas: all(), securitySchemes },
  };
};
