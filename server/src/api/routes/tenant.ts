/** The tenant file over HTTP: what `docket export` writes, and what `docket apply` does. */
import { type Static, type TObject, Type } from 'typebox';
import { requirePermission } from '../../domain/access/access.ts';
import { notFound } from '../../domain/errors.ts';
import { tenantFileSchema } from '../../tenant-file/schema.ts';
import { tenantAsJson } from '../../tenant-file/tenant-as-json.ts';
import { handling, type Operation, reading } from '../operation.ts';
import { choice, closed } from '../schemas/values.ts';

/** The very schema of the files; the dialect that it names for editors is not needed here. */
const { $schema: _, ...shape } = tenantFileSchema as typeof tenantFileSchema & { readonly $schema?: string };
const TenantFile = { ...shape, title: 'TenantFile' } as unknown as TObject;

const Applied = closed('Applied', {
  changes: Type.Array(
    closed('ConfigurationChange', {
      action: choice(['create', 'change', 'remove', 'keep'], '`keep`: left the file, and stays as it is (customers).'),
      what: Type.String(),
      key: Type.String(),
      fields: Type.Array(Type.String()),
    }),
    { description: 'Empty: the tenant was so already.' },
  ),
});

const shownChanges = (changes: Static<typeof Applied>['changes']): Static<typeof Applied> => ({ changes });

/** Bytes: thousands of users and customers. */
const largest = 16 * 1024 * 1024;

export const tenantRoutes: readonly Operation[] = [
  reading({
    id: 'getTenant',
    method: 'GET',
    path: '/tenant',
    tag: 'Configuration',
    summary: 'Read the tenant file',
    description: 'Needs `tenant.configure`. Passwords and tokens are in it as hashes, secrets sealed.',
    access: 'licensed',
    answers: { 200: { description: 'The file that would make this configuration again.', schema: TenantFile } },
    read: async (db, { actor }) => {
      requirePermission(actor, 'tenant.configure');
      const document = await tenantAsJson(db, actor.tenant.id);
      if (document === undefined) throw notFound('tenant');
      return { status: 200, headers: { 'cache-control': 'no-store' }, body: document };
    },
  }),
  handling({
    id: 'putTenant',
    method: 'PUT',
    path: '/tenant',
    tag: 'Configuration',
    summary: 'Apply a tenant file',
    description:
      'Needs `tenant.configure`. Makes the tenant match the file, as `docket apply` does, whole or not at all. Nothing of ' +
      'the server’s environment can be named in it (`{ env: NAME }`).',
    access: 'licensed',
    body: { schema: TenantFile },
    bodyLimit: largest,
    answers: { 200: { description: 'What it changed.', schema: Applied } },
    problems: ['tenant/invalid', 'tenant/other'],
    handle: async ({ actor, body, deps }) => {
      if (actor === null) return undefined;
      requirePermission(actor, 'tenant.configure');
      const changes = await deps.configurator.apply(actor.tenant, JSON.stringify(body));
      return { status: 200, body: shownChanges(changes.map((change) => ({ ...change, fields: [...change.fields] }))) };
    },
  }),
];
