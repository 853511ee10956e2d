/** Writes the published schema and the reference of keys anew: `node server/test/tenant-file/write-docs.ts`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { printReference, printSchema } from '../../src/tenant-file/print-schema.ts';

export const schemaPath = new URL('../../../docs/tenant-file.schema.json', import.meta.url);
export const guidePath = new URL('../../../docs/tenant-file.md', import.meta.url);
export const marker = '<!-- From here on: written by server/test/tenant-file/write-docs.ts. -->\n';

if (import.meta.main) {
  const guide = readFileSync(guidePath, 'utf8');
  writeFileSync(schemaPath, printSchema());
  writeFileSync(guidePath, `${guide.slice(0, guide.indexOf(marker))}${marker}\n${printReference()}`);
}
