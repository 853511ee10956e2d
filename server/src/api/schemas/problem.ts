/** Every refusal (RFC 9457). */
import { Type } from 'typebox';
import { CaseView } from './case.ts';
import { part } from './values.ts';

export const Problem = Type.Object(
  {
    type: Type.String({ description: 'Where the code is explained.' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    code: Type.String({ description: 'Stable; the words around it may change.' }),
    errors: Type.Optional(
      Type.Array(
        part({
          path: Type.String({ description: 'Dotted; empty: the whole.' }),
          message: Type.String(),
          code: Type.String(),
        }),
      ),
    ),
    requestId: Type.String({ description: 'As the header `X-Request-Id`, and in the log.' }),
    permission: Type.Optional(Type.String({ description: '403: what is lacking.' })),
    case: Type.Optional(CaseView),
    existing: Type.Optional(CaseView),
  },
  { title: 'Problem', additionalProperties: false },
);
