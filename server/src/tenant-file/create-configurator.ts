import type { ClientBase } from 'pg';
import { DomainError, invalid } from '../domain/errors.ts';
import type { ConfigurationChange, Configurator } from '../domain/tenants/configurator.ts';
import type { Directory } from '../domain/tenants/directory.ts';
import type { Tenant } from '../domain/tenants/tenant.ts';
import type { Secrets } from '../storage/secrets.ts';
import { applyTenantFile } from './apply-tenant-file.ts';
import { TenantFileError } from './problems.ts';
import { readTenantFile } from './read-tenant-file.ts';

export interface ConfiguratorParts {
  /** A new connection that owns the tables; it is ended after each use. */
  connectOwner(): Promise<ClientBase & { end(): Promise<void> }>;
  readonly secrets: Secrets;
  readonly directory: Directory;
}

const applyAs = async (parts: ConfiguratorParts, tenant: Tenant, text: string): Promise<ConfigurationChange[]> => {
  const file = readTenantFile(text, { name: 'the file' });
  if (file.document.tenant.key !== tenant.key) {
    throw invalid('tenant.key', 'tenant/other', `The file is not that of the tenant '${tenant.key}'.`);
  }
  const owner = await parts.connectOwner();
  try {
    const { changes } = await applyTenantFile(owner, file, { secrets: parts.secrets });
    if (changes.length > 0) await parts.directory.reload(tenant.id);
    return [...changes];
  } finally {
    await owner.end();
  }
};

export const createConfigurator = (parts: ConfiguratorParts): Configurator => ({
  apply: async (tenant, text) => {
    try {
      return await applyAs(parts, tenant, text);
    } catch (error) {
      if (!(error instanceof TenantFileError)) throw error;
      throw new DomainError('invalid', 'tenant/invalid', 'The tenant file is not valid.', {
        errors: error.problems.map(({ message }) => ({ path: '', message, code: 'tenant/invalid' })),
      });
    }
  },
});
