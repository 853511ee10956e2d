import { readFile } from 'node:fs/promises';
import { createSecrets, readSecretKey } from '@docket/server/storage/secrets.ts';
import { type Applied, applyTenantFile } from '@docket/server/tenant-file/apply-tenant-file.ts';
import { readTenantFile } from '@docket/server/tenant-file/read-tenant-file.ts';
import { type Command, readArgs, UsageError } from '../command.ts';
import { withStore } from '../with-store.ts';

const signs = { create: '+', change: '~', remove: '-', keep: '=' } as const;

/** What an apply did, or would do, a line each. */
const describe = (applied: Applied, plan: boolean): string[] => {
  if (applied.changes.length === 0) return [`${applied.tenant}: nothing to change.`];
  const lines = applied.changes.map(({ action, what, key, fields }) => {
    const named = fields.length > 0 && action === 'change' ? ` (${fields.join(', ')})` : '';
    return `  ${signs[action]} ${what} ${key}${named}`;
  });
  return [`${applied.tenant}: ${applied.changes.length} changes${plan ? ' to be made' : ' made'}.`, ...lines];
};

export const applyCommand: Command = {
  synopsis: 'apply FILE … [--plan]',
  summary: 'Makes the store match tenant files; --plan only says what would change.',
  run: async (args) => {
    const { values, positionals } = readArgs({
      args,
      allowPositionals: true,
      options: { plan: { type: 'boolean', default: false } },
    });
    if (positionals.length === 0) throw new UsageError('a tenant file is needed.');
    const texts = await Promise.all(positionals.map((name) => readFile(name, 'utf8')));
    const files = texts.map((text, i) =>
      readTenantFile(text, { name: positionals[i] ?? 'tenant file', env: process.env }),
    );
    await withStore(async ({ config, owner }) => {
      const secrets = createSecrets(readSecretKey(config.secretKey, config.dataDir));
      for (const file of files) {
        const applied = await applyTenantFile(owner, file, { secrets, planOnly: values.plan });
        for (const line of describe(applied, values.plan)) console.log(line);
      }
    });
    return 0;
  },
};
