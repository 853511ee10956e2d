/** What programs sign in with, and the sign-ins that were refused. */
import { Type } from 'typebox';
import { listCredentials, listRefusals } from '../../domain/credentials/list-refusals.ts';
import { maxRefusals, maxSigningText, type Refusal, refusalReasons } from '../../domain/credentials/refusal.ts';
import { pageOf } from '../cursor.ts';
import { handling, type Operation } from '../operation.ts';
import { choice, closed, instant, listOf, listQuery, orNull } from '../schemas/values.ts';
import { loginOf } from '../wire/show.ts';

const faces = ['worldcheck', 'egain', 'tracker', 'qflow', 'goss', 'api'] as const;

const CredentialSchema = closed('Credential', {
  id: Type.String(),
  facade: choice(faces, 'The API whose programs sign in with it.'),
  user: orNull(Type.String({ description: 'Login of the user that they act as.' })),
  keyId: orNull(Type.String({ description: 'Of a key that signs; null: a token.' })),
});

const RefusalSchema = closed('Refusal', {
  id: Type.String(),
  at: instant(),
  reason: choice(
    refusalReasons,
    '`clock`: the date; `length`: another length of the body was signed; `path`: another path or method; `header`: the ' +
      'header of the signature, its list, or a header in it; `signature`: none of these explains it; `user`: the user of ' +
      'the key may not sign in; `secret`: the server cannot read the secret.',
  ),
  message: Type.String({ description: 'A sentence for people.' }),
  method: Type.String(),
  path: Type.String({ description: 'Without its query.' }),
  signingText: Type.String({
    description: `What the server computed the signature of, without the secret; at most ${maxSigningText} characters.`,
  }),
  bodyBytes: Type.Integer(),
  bodySha256: orNull(Type.String({ pattern: '^[0-9a-f]{64}$', description: 'Null: no byte came.' })),
  requestId: Type.String({ description: 'As the header `X-Request-Id` of the answer, and in the log.' }),
});

const showRefusal = ({ id, at, reason, message, method, path, signingText, ...rest }: Refusal) => ({
  id,
  at: at.toISOString(),
  reason,
  message,
  method,
  path,
  signingText,
  bodyBytes: rest.bodyBytes,
  bodySha256: rest.bodySha256?.toString('hex') ?? null,
  requestId: rest.requestId,
});

export const credentialRoutes: readonly Operation[] = [
  handling({
    id: 'listCredentials',
    method: 'GET',
    path: '/credentials',
    tag: 'Configuration',
    summary: 'List the credentials',
    description: 'Needs `tenant.configure`. Without secrets and tokens.',
    access: 'licensed',
    query: listQuery({}),
    answers: {
      200: { description: 'In the order of the tenant file.', schema: listOf('Credentials', CredentialSchema) },
    },
    problems: ['list/invalid-cursor'],
    handle: async ({ actor, query, deps: { directory } }) => {
      if (actor === null) return undefined;
      const { items, ...page } = pageOf(listCredentials(actor, directory), ({ id }) => id, query);
      const shown = items.map(({ id, face, userId, keyId }) => ({
        id,
        facade: face,
        user: loginOf(actor.tenant, userId),
        keyId,
      }));
      return { status: 200, headers: { 'cache-control': 'no-store' }, body: { items: shown, ...page } };
    },
  }),
  handling({
    id: 'listRefusals',
    method: 'GET',
    path: '/credentials/{keyId}/refusals',
    tag: 'Configuration',
    summary: 'List the refused sign-ins of a key',
    description:
      `Needs \`tenant.configure\`. Newest first, at most ${maxRefusals}, from every node; of another node what it refused ` +
      'up to a second ago. Of a flood of refusals not every one is kept.',
    access: 'licensed',
    params: { keyId: Type.String({ description: 'The key id that programs send.' }) },
    query: listQuery({}),
    answers: { 200: { description: 'The refused sign-ins.', schema: listOf('Refusals', RefusalSchema) } },
    problems: ['credential/unknown', 'list/invalid-cursor'],
    handle: async ({ actor, params, query, deps: { core, directory, refusals } }) => {
      if (actor === null) return undefined;
      await refusals.flush();
      const keyId = params['keyId'] ?? '';
      const found = await core.view(actor, (db) => listRefusals(db, actor, directory, keyId));
      const { items, ...page } = pageOf(found, ({ id }) => id, query);
      return {
        status: 200,
        headers: { 'cache-control': 'no-store' },
        body: { items: items.map(showRefusal), ...page },
      };
    },
  }),
];
