/** Changing a tenant's whole configuration while the server runs. */
import type { Tenant } from './tenant.ts';

/** What one application of a tenant file came to. */
export interface ConfigurationChange {
  /** `keep`: left the file, and stays in the store as it is (customers). */
  readonly action: 'create' | 'change' | 'remove' | 'keep';
  /** `unit`, `user`, `case type`, … */
  readonly what: string;
  /** The name that the file calls it by; empty for what there is one of. */
  readonly key: string;
  /** Keys of the file that change; empty unless `change`. */
  readonly fields: readonly string[];
}

export interface Configurator {
  /**
   * Makes the tenant's configuration that of a tenant file, as text; this process has it when the call answers. Nothing of
   * the server's environment can be named in it. Fails with `invalid` `tenant/other` for the file of another tenant,
   * `tenant/invalid` (with `errors`) for one that is not right or does not go with what is in the store.
   */
  apply(tenant: Tenant, text: string): Promise<readonly ConfigurationChange[]>;
}
