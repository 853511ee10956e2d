/**
 * Which statements a call leads to: the faces are put over a core that writes down what it is asked, in this process,
 * on the server's own database, and answer one request after the other.
 */
import { createApp, faces } from '@docket/server/app.ts';
import { readConfig } from '@docket/server/config.ts';
import type { Core } from '@docket/server/core.ts';
import { openDirectory } from '@docket/server/domain/tenants/open-directory.ts';
import { createMetrics } from '@docket/server/http/metrics.ts';
import { openFiles } from '@docket/server/storage/files.ts';
import { openDatabase } from '@docket/server/storage/open.ts';
import { type Connection, openStore } from '@docket/server/storage/pool.ts';
import { createSecrets, readSecretKey } from '@docket/server/storage/secrets.ts';
import type { Db, Query, Tx } from '@docket/server/storage/transaction.ts';
import { createConfigurator } from '@docket/server/tenant-file/create-configurator.ts';
import { pino } from 'pino';
import type { Request } from '../calls/call.ts';
import { tenantKey } from '../load-cases/tenant.ts';

export interface Recorded {
  readonly text: string;
  readonly values: readonly unknown[];
  /** The first row that came back. */
  readonly row: Readonly<Record<string, unknown>> | undefined;
  /** Which transaction it belongs to; undefined: none, it stands alone. */
  readonly transaction: number | undefined;
}

export interface Recorder {
  readonly connection: Connection;
  readonly tenantId: number;
  /** The faces that there are. */
  readonly faces: readonly string[];
  /** Answers the request, and what was asked of the database meanwhile. */
  record(request: Request, host: string): Promise<{ status: number; body: string; statements: readonly Recorded[] }>;
  /** The first row of a statement on the tenant's own data. */
  ask(query: Query): Promise<Record<string, unknown> | undefined>;
  close(): Promise<void>;
}

const recordingCore = (core: Core, kept: Recorded[]): Core => {
  let transactions = 0;
  const keep = async <T>(query: Query, transaction: number | undefined, rows: Promise<T[]>): Promise<T[]> => {
    const found = await rows;
    kept.push({ ...query, row: found[0] as Record<string, unknown> | undefined, transaction });
    return found;
  };
  const dbOver = (db: Db, transaction: number | undefined): Db => ({
    now: () => db.now(),
    rows: (query) => keep(query, transaction, db.rows(query)),
    row: async <T>(query: Query) => (await keep<T>(query, transaction, db.rows<T>(query)))[0],
    gather: (key, item, answerAll) => db.gather(key, item, answerAll),
  });
  return {
    run: (actor, work, turn) =>
      core.run(
        actor,
        (tx) => {
          transactions += 1;
          const recording: Tx = {
            ...dbOver(tx, transactions),
            isShared: false,
            only: (query) => keep(query, undefined, tx.only(query)),
            done: () => tx.done(),
            afterCommit: (call) => tx.afterCommit(call),
            announce: (topic) => tx.announce(topic),
          };
          return work(recording);
        },
        turn,
      ),
    view: (actor, work) => core.view(actor, (db) => work(dbOver(db, undefined))),
    viewUnbound: (work) => core.viewUnbound((db) => work(dbOver(db, undefined))),
    watch: (actor, topic, load, seen) => core.watch(actor, topic, load, seen),
  };
};

/** Joins the database of the server on `dataDir`, or that of `DATABASE_URL`. */
export const openRecorder = async (dataDir: string): Promise<Recorder> => {
  const config = readConfig({ ...process.env, DOCKET_DATA_DIR: dataDir, DOCKET_PORT: '0' });
  const log = pino({ level: 'error' }, process.stderr);
  const database = await openDatabase(config, 'command', log);
  const store = openStore({ connection: database.connection, maxConnections: 2 });
  const secrets = createSecrets(readSecretKey(config.secretKey, dataDir));
  const directory = await openDirectory({ connectOwner: store.connectOwner, secrets });
  const tenant = directory.tenantByKey(tenantKey);
  if (tenant === undefined) throw new Error(`The server has no tenant '${tenantKey}'.`);
  const kept: Recorded[] = [];
  const app = await createApp(
    {
      core: recordingCore(store.core, kept),
      directory,
      configurator: createConfigurator({ connectOwner: store.connectOwner, secrets, directory }),
      files: openFiles(config.dataDir),
      config,
      log,
      metrics: createMetrics({ process: false }),
      now: Date.now,
      checkStore: async () => {},
    },
    faces,
  );
  return {
    connection: database.connection,
    tenantId: tenant.id,
    faces: faces.map(({ name }) => name),
    record: async ({ method, path, headers, body }, host) => {
      kept.length = 0;
      const answer = await app.inject({
        method: method as 'GET',
        url: path,
        headers: { ...headers, host },
        ...(body === '' ? {} : { payload: body }),
      });
      return { status: answer.statusCode, body: answer.body, statements: [...kept] };
    },
    ask: (query) => store.core.view({ tenant }, (db) => db.row<Record<string, unknown>>(query)),
    close: async () => {
      await app.close();
      await directory.close();
      await store.close();
      await database.stop();
    },
  };
};
