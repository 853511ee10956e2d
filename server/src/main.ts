/** A server process: settings, storage, core, listeners, and a graceful stop. */
import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { App } from './app.ts';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import type { DeliveriesDeps } from './deliveries.ts';
import { settleFiles } from './domain/files/settle-files.ts';
import type { Directory } from './domain/tenants/directory.ts';
import type { Face } from './http/face.ts';
import type { Address } from './http/listener.ts';
import { createMetrics } from './http/metrics.ts';
import { tick } from './jobs/every-minute.ts';
import { type Delivering, keepDelivering } from './jobs/keep-delivering.ts';
import { runDue } from './jobs/run-due.ts';
import { checkStore } from './storage/check-store.ts';
import { openFiles } from './storage/files.ts';
import { migrate } from './storage/migrate.ts';
import { type OpenedDatabase, openDatabase } from './storage/open.ts';
import type { Store } from './storage/pool.ts';
import { openStore } from './storage/pool.ts';
import type { Secrets } from './storage/secrets.ts';
import { createSecrets, readSecretKey } from './storage/secrets.ts';
import { applyTenantFile } from './tenant-file/apply-tenant-file.ts';
import { createConfigurator } from './tenant-file/create-configurator.ts';
import { readTenantFile, type TenantFile } from './tenant-file/read-tenant-file.ts';
import { createUndo } from './undo.ts';

export interface ServeOptions {
  readonly config: Config;
  /** Facades that also stand alone at the root of a port; port 0: any free one. */
  readonly listen: readonly { readonly face: Face['name']; readonly port: number }[];
  /** Tenant files to apply before listening; one whose very text was applied before is passed over (DESIGN §7). */
  readonly apply: readonly string[];
  readonly log: Logger;
  /** The database where it is being opened already; the server stops it. Absent: it is opened here. */
  readonly database?: Promise<OpenedDatabase>;
  /** Where `{ env: NAME }` of a tenant file is looked up. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What a server is put together from. */
export interface ServeParts {
  readonly faces: readonly Face[];
  /** It is opened once the store is up to date. */
  createDirectory(from: {
    readonly store: Store;
    readonly secrets: Secrets;
    readonly config: Config;
    readonly log: Logger;
  }): Directory & { open(): Promise<void>; close(): Promise<void> };
}

export interface Served extends Address {
  /** Undefined: all faces. */
  readonly face: Face['name'] | undefined;
}

export interface Running {
  readonly addresses: readonly Served[];
  /** Answers what runs, then lets go of everything, the embedded database too. Repeated calls wait for the first. */
  stop(): Promise<void>;
  /** Resolves when it has stopped, by `stop` or by a signal. */
  readonly stopped: Promise<void>;
}

const readTenantFiles = ({ apply, env }: ServeOptions): Promise<TenantFile[]> =>
  Promise.all(apply.map(async (name) => readTenantFile(await readFile(name, 'utf8'), { name, env })));

/** Brings the store up to date: migrations, then the tenant files in their order. */
const prepareStore = async (
  store: Store,
  secrets: Secrets,
  files: readonly TenantFile[],
  log: Logger,
): Promise<void> => {
  const owner = await store.connectOwner();
  try {
    const { applied } = await migrate(owner);
    if (applied.length > 0) log.info({ migrations: applied }, 'migrated');
    for (const file of files) {
      const { tenant, skipped, changes } = await applyTenantFile(owner, file, { secrets, skipApplied: true });
      log.info({ file: file.name, tenant, skipped, changes: changes.length }, 'applied');
    }
  } finally {
    await owner.end();
  }
};

const listenAll = async (app: App, { config, listen }: ServeOptions): Promise<Served[]> => {
  const addresses: Served[] = [{ ...(await app.listen({ host: config.host, port: config.port })), face: undefined }];
  for (const { face, port } of listen) {
    addresses.push({ ...(await app.listen({ host: config.host, port, face })), face });
  }
  return addresses;
};

type OnUndo = (undo: () => Promise<void> | void) => void;

/** What delivers messages, loaded only now: most tenants send none. */
const startDelivering = async (deps: DeliveriesDeps): Promise<Delivering> => {
  const { openDeliveries } = await import('./deliveries.ts');
  const queue = await openDeliveries(deps);
  const running = await queue.start();
  const ended = running.ended.then(() => queue.close());
  return { ended, stop: () => running.stop().then(() => ended) };
};

/** Everything in its order, each with what undoes it. The faces are built while the database comes up. */
const start = async (options: ServeOptions, parts: ServeParts, onUndo: OnUndo): Promise<Served[]> => {
  const { config, log } = options;
  const opening = options.database ?? openDatabase(config, 'server', log);
  onUndo(() =>
    opening.then(
      (database) => database.stop(),
      () => {},
    ),
  );
  const connection = opening.then((database) => database.connection);
  connection.catch(() => {}); // told below, where the database is waited for
  const store = openStore({
    connection,
    onError: (error) => log.warn({ err: error }, 'an error that no request waited for'),
  });
  onUndo(() => store.close());
  const secrets = createSecrets(readSecretKey(config.secretKey, config.dataDir));
  const prepare = async (): Promise<void> => {
    const files = await readTenantFiles(options);
    log.info((await opening).description);
    await prepareStore(store, secrets, files, log);
  };
  const preparing = prepare();
  preparing.catch(() => {}); // told below, where it is waited for
  onUndo(() => preparing.catch(() => {}));
  const directory = parts.createDirectory({ store, secrets, config, log });
  onUndo(() => directory.close());
  const metrics = createMetrics({ process: true });
  metrics.watchPool(() => store.stats());
  const { core } = store;
  const configurator = createConfigurator({ connectOwner: store.connectOwner, secrets, directory });
  const files = openFiles(config.dataDir);
  const deps = {
    core,
    directory,
    configurator,
    files,
    config,
    log,
    metrics,
    now: Date.now,
    checkStore: () => checkStore(core),
  };
  const work = async (at: Date): Promise<void> => {
    await runDue(core, directory.tenants(), at);
    await settleFiles(core, files, directory.tenants(), at);
  };
  const timers = tick(work, Date.now, (error) => log.error({ err: error }, 'what was due could not be run'));
  onUndo(() => timers.stop());
  const onError = (error: unknown): void => log.warn({ err: error }, 'messages could not be delivered');
  const deliver = async (): Promise<Delivering> =>
    startDelivering({ connection: await connection, core, secrets, tenants: () => directory.tenants(), onError });
  const deliveries = keepDelivering(() => directory.tenants().some(({ sendsMail }) => sendsMail), deliver, onError);
  onUndo(() => deliveries.stop());
  const app = await createApp(deps, parts.faces);
  onUndo(() => app.close());
  await preparing;
  await directory.open();
  return await listenAll(app, options);
};

/** Calls `stop` at the first SIGTERM or SIGINT; a second one then ends the process as the system does. */
const stopOnSignals = (stop: () => Promise<void>, log: Logger, onUndo: OnUndo): void => {
  const heard = (signal: NodeJS.Signals): void => {
    log.info({ signal }, 'stopping');
    forget();
    stop().catch((error) => log.error({ err: error }, 'the stop failed'));
  };
  const forget = (): void => void process.off('SIGTERM', heard).off('SIGINT', heard);
  process.on('SIGTERM', heard).on('SIGINT', heard);
  onUndo(forget);
};

/**
 * Starts a server and answers when it listens everywhere. Rejects with a sentence for people, with nothing left running,
 * where the database, a tenant file (`TenantFileError`) or a port does not allow it.
 */
export const serve = async (options: ServeOptions, parts: ServeParts): Promise<Running> => {
  const undo = createUndo();
  const stopped = Promise.withResolvers<void>();
  const stop = async (): Promise<void> => {
    undo.run().then(stopped.resolve, stopped.reject);
    await stopped.promise;
  };
  stopped.promise.catch(() => {}); // whoever waits for it is told; nobody has to
  try {
    const addresses = await start(options, parts, undo.add);
    stopOnSignals(stop, options.log, undo.add);
    return { addresses, stop, stopped: stopped.promise };
  } catch (error) {
    await undo.run();
    throw error;
  }
};
