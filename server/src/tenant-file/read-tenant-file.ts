import { createHash } from 'node:crypto';
import { checkSchema } from './check-schema.ts';
import { parseYaml } from './parse-yaml.ts';
import { type Path, type Place, type Problem, TenantFileError } from './problems.ts';
import { checkCases } from './rules/check-cases.ts';
import { checkDuplicates } from './rules/check-duplicates.ts';
import { checkNames } from './rules/check-names.ts';
import { checkPeople } from './rules/check-people.ts';
import type { Report } from './rules/report.ts';
import { type Environment, resolveSecrets } from './rules/resolve-secrets.ts';
import type { TenantDocument } from './schema.ts';

/** A tenant file that is right in itself; whether it fits the store is for `applyTenantFile` to find. */
export interface TenantFile {
  /** What messages call the file. */
  readonly name: string;
  /** As the file says it, secrets taken from the environment. */
  readonly document: TenantDocument;
  /** SHA-256 of the text. */
  readonly sha256: Buffer;
  at(path: Path): Place;
}

export interface ReadOptions {
  /** What messages call the file; default `tenant file`. */
  readonly name?: string;
  /** Where `{ env: NAME }` is looked up. A file that came over the network gets none. */
  readonly env?: Environment;
}

/**
 * Reads a tenant file (DESIGN §8), YAML or JSON.
 * Throws `TenantFileError`, which lists everything that is wrong, each with its line and column.
 */
export const readTenantFile = (text: string, { name = 'tenant file', env = {} }: ReadOptions = {}): TenantFile => {
  const parsed = parseYaml(text);
  if (parsed.problems.length > 0) throw new TenantFileError(name, parsed.problems);
  const { document: written, problems: unfit } = checkSchema(parsed);
  const problems: Problem[] = [...unfit];
  const report: Report = (path, message) => problems.push({ ...parsed.at(path), message });
  const document = unfit.length > 0 ? written : resolveSecrets(written, env, report);
  for (const check of [checkDuplicates, checkNames, checkPeople, checkCases]) {
    try {
      check(document, report);
    } catch (error) {
      // A rule stumbles only over what the schema has already told of.
      if (unfit.length === 0) throw error;
    }
  }
  if (problems.length > 0) throw new TenantFileError(name, problems);
  return { name, document, sha256: createHash('sha256').update(text).digest(), at: parsed.at };
};
