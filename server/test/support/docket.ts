/** A Docket for a test: a database of its own with the demonstration tenant, and every face, without a socket. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InjectOptions, Response } from 'light-my-request';
import { pino } from 'pino';
import { type App, createApp, faces } from '../../src/app.ts';
import { type Config, readConfig } from '../../src/config.ts';
import type { Core } from '../../src/core.ts';
import type { Actor, FaceName } from '../../src/domain/actor.ts';
import { type OpenDirectory, openDirectory } from '../../src/domain/tenants/open-directory.ts';
import type { Tenant } from '../../src/domain/tenants/tenant.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { openFiles } from '../../src/storage/files.ts';
import { openStore, type Store } from '../../src/storage/pool.ts';
import { createSecrets } from '../../src/storage/secrets.ts';
import { applyTenantFile } from '../../src/tenant-file/apply-tenant-file.ts';
import { createConfigurator } from '../../src/tenant-file/create-configurator.ts';
import { readTenantFile } from '../../src/tenant-file/read-tenant-file.ts';
import { freshDatabase, type TestDatabase } from './database.ts';
import { testSecretKey } from './prepare-template.ts';

/** A clock that a test may set; until then, and after `reset`, the real one. */
export class TestClock {
  #offset = 0;
  #stopped: number | undefined;
  now = (): number => this.#stopped ?? Date.now() + this.#offset;
  /** Stands still at that instant, or at the present one, until `reset`: for a rule that is exact to the second. */
  stop(at = this.now()): void {
    this.#stopped = at;
  }
  /** Moves it, forward or back. */
  advance(ms: number): void {
    this.#offset += ms;
    if (this.#stopped !== undefined) this.#stopped += ms;
  }
  reset(): void {
    this.#offset = 0;
    this.#stopped = undefined;
  }
}

export interface Docket {
  readonly app: App;
  readonly core: Core;
  readonly store: Store;
  readonly directory: OpenDirectory;
  readonly database: TestDatabase;
  readonly config: Config;
  readonly clock: TestClock;
  /** Errors that a face took for its own fault: a test of bad input expects none. */
  readonly faults: unknown[];
  /** What else the log was told at the level `warn`. */
  readonly warnings: Readonly<Record<string, unknown>>[];
  inject(options: InjectOptions): Promise<Response>;
  /** The demonstration tenant as it is now. */
  tenant(key?: string): Tenant;
  /** Somebody of the demonstration tenant, through a face. */
  actor(login: string, face?: FaceName): Actor;
  /** Applies tenant-file text, and waits until this Docket has it. */
  apply(text: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts one. Call `close` in `after`. `beside`: a further node on the database of another, closed before that one.
 */
export const startDocket = async (beside?: Docket): Promise<Docket> => {
  const database = beside === undefined ? await freshDatabase() : { ...beside.database, drop: async () => {} };
  const dataDir = await mkdtemp(join(tmpdir(), 'docket-data-'));
  const config = readConfig({ DOCKET_DATA_DIR: dataDir, DATABASE_URL: database.url, DOCKET_LOG_LEVEL: 'error' });
  const clock = new TestClock();
  const faults: unknown[] = [];
  const warnings: Readonly<Record<string, unknown>>[] = [];
  const store = openStore({ connection: database.connection, now: clock.now, onError: (error) => faults.push(error) });
  const secrets = createSecrets(testSecretKey);
  const directory = await openDirectory({ connectOwner: store.connectOwner, secrets });
  const write = (line: string): void => {
    const told = JSON.parse(line);
    (told.level >= 50 ? faults : warnings).push(told); // 50: error
  };
  const log = pino({ level: 'warn' }, { write });
  const app = await createApp(
    {
      core: store.core,
      directory,
      configurator: createConfigurator({ connectOwner: store.connectOwner, secrets, directory }),
      files: openFiles(config.dataDir),
      config,
      log,
      metrics: createMetrics({ process: false }),
      now: clock.now,
      checkStore: async () => {},
    },
    faces,
  );
  const tenant = (key = 'riverside'): Tenant => {
    const found = directory.tenantByKey(key);
    if (found === undefined) throw new Error(`There is no tenant '${key}'.`);
    return found;
  };
  return {
    app,
    core: store.core,
    store,
    directory,
    database,
    config,
    clock,
    faults,
    warnings,
    inject: (options) => app.inject(options),
    tenant,
    actor: (login, face = 'api') => {
      const found = tenant();
      const user = found.users.byKey.get(login);
      if (user === undefined) throw new Error(`There is no user '${login}'.`);
      return { tenant: found, user, face };
    },
    apply: async (text) => {
      const owner = await store.connectOwner();
      try {
        const { tenantId } = await applyTenantFile(owner, readTenantFile(text, { name: 'test.yaml' }), { secrets });
        await directory.reload(tenantId);
      } finally {
        await owner.end();
      }
    },
    close: async () => {
      await app.close();
      await directory.close();
      await store.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
