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

/** All that the schema says against the file; where it says nothing, the value is a `TenantDocument`. */
export const checkSchema = (file: ParsedYaml): Problem[] =>
  validate(file.value) ? [] : (validate.errors ?? []).map((error) => tell(error, file));
