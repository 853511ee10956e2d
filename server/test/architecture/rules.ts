/** The rules of DESIGN §4 as functions: each answers the sentences that say where a source breaks it. */
import { findCycle } from './cycles.ts';
import type { Import, Source } from './source.ts';

/** What each part of the server may import besides itself. `main` may import all. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  app: ['api', 'facades', 'http', 'domain', 'core', 'config'],
  facades: ['http', 'domain', 'core', 'config'],
  api: ['http', 'domain', 'tenant-file', 'core', 'config'],
  http: ['domain', 'storage', 'core', 'config'],
  jobs: ['domain', 'core', 'config'],
  // Puts jobs on the queue that storage keeps, for the server and for commands.
  deliveries: ['jobs', 'storage', 'domain', 'core'],
  'tenant-file': ['domain', 'storage', 'core', 'config'],
  // `core` is types alone: a sign-in counts a wrong password in a transaction of its own, which its caller's would undo.
  domain: ['storage', 'core'],
  storage: ['core', 'config'],
  core: ['domain', 'storage'],
  config: [],
};

/** Leaves that everybody may import: they import nothing themselves. */
const leaves = new Set(['server/src/domain/errors.ts']);

const serverPart = /^server\/src\/([^/.]+)/;
const partOf = (path: string): string | undefined => serverPart.exec(path)?.[1];
const facadeOf = (path: string): string | undefined => /^server\/src\/facades\/([^/.]+)/.exec(path)?.[1];

const mayImport = (source: Source, { file = '' }: Import): boolean => {
  const from = partOf(source.path);
  const to = partOf(file);
  if (from === undefined || from === 'main' || leaves.has(file)) return true;
  if (to === undefined) return false;
  if (from === 'facades' && to === 'facades') return facadeOf(source.path) === facadeOf(file);
  return from === to || (allowed[from] ?? []).includes(to);
};

/** Imports go `main → app → facades, api → http → domain → storage`; a facade knows no other. */
export const breaksDirection = (source: Source): string[] =>
  source.imports
    .filter((entry) => entry.file !== undefined && !mayImport(source, entry))
    .map((entry) => `${source.path} may not import ${entry.file}`);

/** What each package may import of the others. */
const packages: Readonly<Record<string, readonly string[]>> = {
  sdk: [],
  server: [],
  cli: ['sdk', 'server'],
  web: ['sdk'],
  bench: ['sdk', 'server', 'cli'],
};

/** `web → sdk`; `cli → sdk, server`; by package name, never by a path out of the package. */
export const breaksPackages = (source: Source): string[] => {
  const own = source.path.split('/')[0] ?? '';
  return source.imports.flatMap(({ from, file }) => {
    if (file !== undefined) return file.startsWith(`${own}/`) ? [] : [`${source.path} leaves its package for ${file}`];
    const other = /^@docket\/([^/]+)/.exec(from)?.[1];
    const fine = other === undefined || other === own || (packages[own] ?? []).includes(other);
    return fine ? [] : [`${source.path} may not import ${from}`];
  });
};

const sqlHome = /^server\/src\/(?:storage\/|(?:domain|tenant-file)\/(?:.*\/)?[^/]+-store\.ts$)/;
const sql =
  /['"`]\s*(?:select\s[^'"`]*\sfrom\s|select\s+\w+\(|insert\s+into\s|update\s+[\w.]+\s+(?:as\s+\w+\s+)?set\s|delete\s+from\s|with\s+\w+\s+as\s*\()/i;

/** SQL, and what sends it, lives in `storage/` and in `*-store.ts` files of the domain and the tenant file. */
export const breaksSqlHome = (source: Source): string[] => {
  if (partOf(source.path) === undefined || sqlHome.test(source.path)) return [];
  const found: string[] = [];
  if (sql.test(source.code)) found.push(`${source.path} holds SQL`);
  for (const { from, typeOnly } of source.imports) {
    if (!typeOnly && (from === 'pg' || from === 'kysely')) found.push(`${source.path} imports ${from}`);
  }
  return found;
};

const vendor = /world-?check|\bwc1\b|egain|tracker|q-?flow|q-?nomy|\bgoss\b|\bicm\b|\blseg\b|\bcisco\b/i;

/** Names that are data: the list of faces, and a setting that the tenant file calls so. */
const named: Readonly<Record<string, RegExp>> = {
  'server/src/domain/actor.ts': vendor,
  'server/src/domain/tenants/tenant.ts': /egainMinutes/,
  'server/src/domain/tenants/configuration-rows.ts': /egainMinutes/,
};

/** No vendor's name in `domain/`, save `named`. Comments may name a contract. */
export const breaksVendorSilence = (source: Source): string[] => {
  if (partOf(source.path) !== 'domain') return [];
  const data = named[source.path];
  const code = data === undefined ? source.code : source.code.replace(new RegExp(data, 'gi'), '');
  const found = vendor.exec(code);
  return found === null ? [] : [`${source.path} names '${found[0]}'`];
};

/** No default exports, and nothing at the top of a file that changes. */
export const breaksStyle = (source: Source): string[] => {
  const found: string[] = [];
  if (/(?:^|\n)export\s+default\b/.test(source.code)) found.push(`${source.path} has a default export`);
  if (/(?:^|\n)(?:export\s+)?(?:let|var)\s/.test(source.code)) found.push(`${source.path} has state at its top level`);
  return found;
};

/** At most 400 lines; tests 600. What is generated is read by nobody. */
export const breaksSize = ({ path, lines }: Source): string[] => {
  if (/\.generated\.ts$/.test(path)) return [];
  const limit = /\/test\//.test(path) ? 600 : 400;
  return lines > limit ? [`${path} has ${lines} lines, more than ${limit}`] : [];
};

/** No file needs itself, by whatever way; types alone do not count, as nothing of them is left when it runs. */
export const breaksAcyclicity = (sources: readonly Source[]): string[] => {
  const graph = new Map(
    sources.map(({ path, imports }) => [
      path,
      imports.flatMap(({ file, typeOnly }) => (file && !typeOnly ? [file] : [])),
    ]),
  );
  const cycle = findCycle(graph);
  return cycle === undefined ? [] : [`${cycle.join(' → ')}`];
};

/** No two parts of the server need each other, leaves apart: where `breaksDirection` was changed to allow it. */
export const breaksPartOrder = (sources: readonly Source[]): string[] => {
  const graph = new Map<string, string[]>();
  for (const { path, imports } of sources) {
    const from = partOf(path);
    if (from === undefined || leaves.has(path)) continue;
    const needs = imports.flatMap(({ file = '', typeOnly }) => {
      const to = partOf(file);
      return to === undefined || to === from || typeOnly || leaves.has(file) ? [] : [to];
    });
    graph.set(from, [...(graph.get(from) ?? []), ...needs]);
  }
  const cycle = findCycle(graph);
  return cycle === undefined ? [] : [cycle.join(' → ')];
};
