/** DESIGN §4 and the style, kept by reading the sources. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import {
  breaksAcyclicity,
  breaksDirection,
  breaksPackages,
  breaksPartOrder,
  breaksSize,
  breaksSqlHome,
  breaksStyle,
  breaksVendorSilence,
} from './architecture/rules.ts';
import { readSources } from './architecture/source.ts';

const root = join(import.meta.dirname, '../..');
const present = (folders: readonly string[]): string[] => folders.filter((folder) => existsSync(join(root, folder)));
const product = readSources(
  root,
  present(['server/src', 'sdk/src', 'cli/src', 'web/src', 'bench/src', 'bench/failover']),
);
const tests = readSources(root, present(['server/test', 'sdk/test', 'cli/test', 'web/test', 'bench/test']));

describe('the architecture', () => {
  it('is read: the sources are where they are looked for', () => {
    const paths = new Set(product.map(({ path }) => path));
    assert.ok(paths.has('server/src/domain/errors.ts') && paths.has('server/src/app.ts'));
    assert.ok(product.flatMap(({ imports }) => imports).length > product.length);
  });

  it('lets imports go one way: main, app, faces, http, domain, storage', () => {
    assert.deepEqual(product.flatMap(breaksDirection), []);
    assert.deepEqual(breaksPartOrder(product), []);
  });

  it('keeps the packages apart', () => assert.deepEqual(product.flatMap(breaksPackages), []));

  it('keeps SQL in the store', () => assert.deepEqual(product.flatMap(breaksSqlHome), []));

  it('keeps vendors’ names out of the domain', () => assert.deepEqual(product.flatMap(breaksVendorSilence), []));

  it('has no default exports and no state at the top of a file', () => {
    assert.deepEqual(product.filter(({ path }) => !path.endsWith('.tsx')).flatMap(breaksStyle), []);
  });

  it('has no long files', () => assert.deepEqual([...product, ...tests].flatMap(breaksSize), []));

  it('has no circles', () => assert.deepEqual(breaksAcyclicity(product), []));
});
