/** What stands in an address. */
import { Type } from 'typebox';

export const listParameters = {
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 200, description: 'Items a page; 50 where it is not named.' }),
  ),
  cursor: Type.Optional(Type.String({ maxLength: 1000, description: '`next` of the page before.' })),
  count: Type.Optional(Type.Boolean({ description: 'Adds `count`: how many there are on all pages, exactly.' })),
};

/** Lists of names in one parameter, parted by commas; all other parameters are named once a value. */
export const commaSeparated: ReadonlySet<string> = new Set(['fields', 'expand']);

/** Any of several values: the parameter may be repeated. */
export const anyOf = <S extends Parameters<typeof Type.Array>[0]>(items: S, description: string) =>
  Type.Optional(Type.Array(items, { description, minItems: 1, maxItems: 50 }));
