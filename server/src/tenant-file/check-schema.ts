/** Values against the schema: unknown keys, wrong types, numbers and texts out of range. */
import { Ajv, type ErrorObject } from 'ajv';
import type { ParsedYaml } from './parse-yaml.ts';
import type { Path, Problem } from './problems.ts';
import { type TenantDocument, tenantFileSchema } from './schema.ts';

const validate = new Ajv({
  allErrors: true,
  verbose: true,
  strict: true,
  allowUnionTypes: true,
}).compile<TenantDocument>(tenantFileSchema);

const pathOf = (pointer: string): Path =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

const article: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys',
};

const typeSentence = (error: ErrorObject): string => {
  const types = ([] as string[]).concat(error.params['type'] as string | string[]);
  const hint =
    types.includes('string') && ['number', 'boolean'].includes(typeof error.data) ? ' (put it in quotes)' : '';
  return `must be ${types.map((type) => article[type] ?? type).join(' or ')}${hint}`;
};

const sentences: Readonly<Record<string, (error: ErrorObject) => string>> = {
  type: typeSentence,
  enum: ({ params }) =>
    `must be one of ${(params['allowedValues'] as unknown[]).map((value) => `'${value}'`).join(', ')}`,
  minimum: ({ params }) => `must be at least ${params['limit']}`,
  maximum: ({ params }) => `must be at most ${params['limit']}`,
  minLength: ({ params }) =>
    params['limit'] === 1 ? 'must not be empty' : `must have at least ${params['limit']} characters`,
  maxLength: ({ params }) => `must have at most ${params['limit']} characters`,
  minItems: ({ params }) => `must have at least ${params['limit']} entries`,
  uniqueItems: ({ data, params }) => `has '${(data as unknown[])[params['i'] as number]}' twice`,
  pattern: ({ parentSchema }) =>
    `is not of the right form: ${parentSchema?.['description'] ?? parentSchema?.['pattern']}`,
};

const tell = (error: ErrorObject, file: ParsedYaml): Problem => {
  const path = pathOf(error.instancePath);
  const name = path.length === 0 ? 'the file' : `'${path.at(-1)}'`;
  if (error.keyword === 'additionalProperties') {
    const member = String(error.params['additionalProperty']);
    return { ...file.atKey([...path, member]), message: `unknown key '${member}'` };
  }
  if (error.keyword === 'required') {
    return { ...file.at(path), message: `the key '${error.params['missingProperty']}' is missing` };
  }
  const subject = /^'\d+'$/.test(name) ? 'the value' : name;
  return { ...file.at(path), message: `${subject} ${sentences[error.keyword]?.(error) ?? error.message}` };
};

export interface Checked {
  readonly problems: readonly Problem[];
  /** The value as a document. Where the schema found something wrong, only its lists and maps are sure to be such. */
  readonly document: TenantDocument;
}

/** Puts an empty list or map wherever the file has something else, so that the other rules can still be looked at. */
const straighten = (document: unknown, errors: readonly ErrorObject[]): TenantDocument => {
  const root = { root: structuredClone(document) };
  for (const { keyword, instancePath, params } of errors) {
    const wanted = params['type'];
    if (keyword !== 'type' || (wanted !== 'array' && wanted !== 'object')) continue;
    const path = ['root', ...pathOf(instancePath)];
    let holder: unknown = root;
    for (const name of path.slice(0, -1)) holder = (holder as Record<string | number, unknown>)[name];
    (holder as Record<string | number, unknown>)[path.at(-1) ?? ''] = wanted === 'array' ? [] : {};
  }
  return { ...(root.root as TenantDocument), tenant: (root.root as TenantDocument).tenant ?? {} };
};

/** All that the schema says against the file. */
export const checkSchema = (file: ParsedYaml): Checked => {
  if (validate(file.value)) return { problems: [], document: file.value };
  const errors = validate.errors ?? [];
  return { problems: errors.map((error) => tell(error, file)), document: straighten(file.value, errors) };
};
