/** Writes `src/types.generated.ts` from the server's own OpenAPI document, which is made in this process. */
import { writeFile } from 'node:fs/promises';
import { printTypes, typesFile } from './print-types.ts';

await writeFile(typesFile, await printTypes());
