import type { Client } from 'pg';
import { hashTokenAsHex, type Secrets } from '../../storage/secrets.ts';
import { buildTenant } from './build-tenant.ts';
import type { CredentialRow } from './configuration-rows.ts';
import type { Credential, Directory } from './directory.ts';
import { faceAnd, indexTenants, type LoadedTenant } from './index-tenants.ts';
import { readConfiguration, readVersions } from './tenants-store.ts';
import { type Watch, watchConfiguration } from './watch-configuration.ts';

export interface DirectoryOptions {
  /** A new connection that owns the tables, and so sees all tenants. The directory keeps one, and ends it. */
  connectOwner(): Promise<Client>;
  readonly secrets: Secrets;
  /** DOCKET_DEFAULT_TENANT. */
  readonly defaultTenant?: string | undefined;
  /** Told of what goes wrong in the background; the directory goes on with what it has. */
  readonly onError?: (error: unknown) => void;
}

export interface OpenDirectory extends Directory {
  close(): Promise<void>;
}

/** Knows no tenant until it is opened. */
export interface NewDirectory extends OpenDirectory {
  /** Rejects where the store cannot be read; later on a lost connection is made again. */
  open(): Promise<void>;
}

const readCredential = (
  row: CredentialRow,
  tenantId: number,
  secrets: Secrets,
  onError: (error: unknown) => void,
): Credential => {
  let secret: string | null = null;
  try {
    if (row.secret_sealed !== null) secret = secrets.open(Buffer.from(row.secret_sealed.slice(2), 'hex'));
  } catch (error) {
    onError(error); // its programs cannot sign in; all others can
  }
  const tokenHash = row.token_hash?.slice(2) ?? null;
  return {
    id: row.credential_id,
    face: row.facade,
    tenantId,
    userId: row.user_id,
    keyId: row.key_id,
    secret,
    tokenHash,
  };
};

/** Runs one load of a tenant at a time; who asks while one runs shares the next one. */
const coalesce = (load: (tenantId: number) => Promise<void>): ((tenantId: number) => Promise<void>) => {
  const running = new Map<number, Promise<void>>();
  const waiting = new Map<number, Promise<void>>();
  return (tenantId) => {
    const next = waiting.get(tenantId);
    if (next) return next;
    const start = async (): Promise<void> => {
      await running.get(tenantId)?.catch(() => undefined);
      waiting.delete(tenantId);
      const loading = load(tenantId).finally(() => running.get(tenantId) === loading && running.delete(tenantId));
      running.set(tenantId, loading);
      return loading;
    };
    const started = start();
    waiting.set(tenantId, started);
    return started;
  };
};

/**
 * A directory for those who are put together while the database comes up. Opened, it has all tenants and keeps them
 * fresh: what another process commits is seen within a second, at once as a rule.
 */
export const createDirectory = (options: DirectoryOptions): NewDirectory => {
  const { connectOwner, secrets, defaultTenant } = options;
  let watching: Watch | undefined;
  let closed = false;
  const use: Watch['use'] = (work) =>
    watching ? watching.use(work) : Promise.reject(new Error('The directory is not open.'));
  const onError = (error: unknown): void => {
    if (!closed) options.onError?.(error);
  };
  const loaded = new Map<number, LoadedTenant>();
  let index = indexTenants([]);

  const reload = coalesce(async (tenantId) => {
    const stored = await use((client) =>
      readConfiguration({ rows: async ({ text, values }) => (await client.query(text, [...values])).rows }, tenantId),
    );
    if (stored) {
      const credentials = stored.rows.credentials.map((row) => readCredential(row, tenantId, secrets, onError));
      loaded.set(tenantId, { tenant: buildTenant(stored), credentials });
    } else loaded.delete(tenantId);
    index = indexTenants(loaded.values());
  });
  const onVersions = async (versions: ReadonlyMap<number, number>): Promise<void> => {
    const stale = [...versions]
      .filter(([id, version]) => loaded.get(id)?.tenant.configVersion !== version)
      .map(([id]) => id);
    const gone = [...loaded.keys()].filter((id) => !versions.has(id));
    await Promise.all([...stale, ...gone].map((id) => reload(id)));
  };
  const open = async (): Promise<void> => {
    watching = await watchConfiguration({
      connectOwner,
      onNotice: (tenantId) => void reload(tenantId).catch(onError),
      onVersions,
      onError,
    });
    const versions = await use((client) => readVersions({ rows: async ({ text }) => (await client.query(text)).rows }));
    await onVersions(new Map(versions.map((row) => [row.tenant_id, row.config_version])));
  };

  return {
    open,
    tenants: () => index.tenants,
    tenant: (id) => loaded.get(id)?.tenant,
    tenantByKey: (key) => index.byKey.get(key),
    tenantOfSignIn: (host, header) => {
      const named = host === undefined ? undefined : index.byHost.get(host.replace(/:[0-9]+$/, '').toLowerCase());
      if (named) return named;
      if (header !== undefined) return index.byKey.get(header);
      if (defaultTenant !== undefined) return index.byKey.get(defaultTenant);
      return index.tenants.length === 1 ? index.tenants[0] : undefined;
    },
    credentialByToken: (face, token) => index.byToken.get(faceAnd(face, hashTokenAsHex(token))),
    credentialByAnyToken: (token) => index.byAnyToken.get(hashTokenAsHex(token)),
    credentialByKeyId: (face, keyId) => index.byKeyId.get(faceAnd(face, keyId)),
    credentials: (tenantId) => loaded.get(tenantId)?.credentials ?? [],
    reload,
    close: async () => {
      closed = true;
      await watching?.close();
    },
  };
};

/** A directory, opened. */
export const openDirectory = async (options: DirectoryOptions): Promise<OpenDirectory> => {
  const directory = createDirectory(options);
  try {
    await directory.open();
    return directory;
  } catch (error) {
    await directory.close();
    throw error;
  }
};
