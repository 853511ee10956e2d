/** The published schema and reference say what the server checks by. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { printReference, printSchema } from '../../src/tenant-file/print-schema.ts';
import { guidePath, marker, schemaPath } from './write-docs.ts';

const again = 'run: node server/test/tenant-file/write-docs.ts';

it('publishes the schema that is checked by', () => {
  assert.equal(readFileSync(schemaPath, 'utf8'), printSchema(), again);
});

it('documents every key of the tenant file', () => {
  const guide = readFileSync(guidePath, 'utf8');
  assert.equal(guide.slice(guide.indexOf(marker)), `${marker}\n${printReference()}`, again);
});
