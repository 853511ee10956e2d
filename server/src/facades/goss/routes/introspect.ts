/** `_directory` and `_documentation`: which methods there are, and what they take (contract goss §6.7). */
import { InvalidParams } from '../errors.ts';
import type { Method } from '../method.ts';
import type { FindMethod } from '../rpc/run-call.ts';
import { documentationSchema, emptySchema, limits } from '../schemas.ts';
import { readParams } from '../wire/read-params.ts';

/** By name, in the order of code points. */
const sorted = (methods: readonly Method[]): Method[] =>
  [...methods].sort((left, right) => (left.name < right.name ? -1 : 1));

const summary = ({ name, origin, description }: Method) => ({ name, origin, description });
const documentation = (method: Method) => ({ ...summary(method), parameters: method.parameters });

/** `all` answers the methods there are, these two among them. */
export const introspection = (all: () => readonly Method[], find: FindMethod): readonly Method[] => {
  const common = { origin: 'documented', serverLibraryOnly: true, needs: () => [] } as const;
  return [
    {
      ...common,
      name: '_directory',
      description: 'Lists the methods of this worker.',
      parameters: emptySchema,
      run: async () => sorted(all()).map(summary),
    },
    {
      ...common,
      name: '_documentation',
      description: 'Describes a method and its parameters, or all of them.',
      parameters: documentationSchema,
      run: async (_context, sent) => {
        const name = readParams(sent, (reader) => reader.text('method', limits.key));
        if (name === null) return sorted(all()).map(documentation);
        const method = find(name);
        if (method === undefined)
          throw new InvalidParams([{ path: '/method', message: 'is no method of this worker' }]);
        return documentation(method);
      },
    },
  ];
};
