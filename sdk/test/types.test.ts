import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { it } from 'node:test';
import { printTypes, typesFile } from '../scripts/print-types.ts';

it('has the types of the server’s present schemas', async () => {
  const [kept, present] = await Promise.all([readFile(typesFile, 'utf8'), printTypes()]);
  assert.ok(kept === present, 'src/types.generated.ts is stale: run npm run generate -w @docket/sdk');
});
