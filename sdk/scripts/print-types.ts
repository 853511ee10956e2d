/** The types of the native API as TypeScript text. */
import { fileURLToPath } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { buildOpenapi } from '../../server/src/api/openapi.ts';
import { operations } from '../../server/src/api/operations.ts';

export const typesFile = fileURLToPath(new URL('../src/types.generated.ts', import.meta.url));

const head =
  '/** Generated from the OpenAPI document of the server by `npm run generate -w @docket/sdk`. Do not edit. */\n\n';

/** The same text for the same schemas, whenever and wherever it is made. */
export const printTypes = async (): Promise<string> => {
  const document = buildOpenapi(operations, '1') as unknown as Parameters<typeof openapiTypescript>[0];
  return head + astToString(await openapiTypescript(document, { immutable: true }));
};
