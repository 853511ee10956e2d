/**
 * The queue of what goes out: graphile-worker in a schema of its own, on connections of the owner. Loading this file loads
 * that; its schema is only made where there is something to send (`hand_over_messages` in the migrations does without).
 */
import { Logger, type Runner, run, runMigrations, runOnce, type Task } from 'graphile-worker';
import type { Connection } from './hosts.ts';
import { openQueuePool } from './queue-pool.ts';

/** What a job carries: ids alone. */
export interface JobPayload {
  readonly tenant: number;
  readonly message: string;
}

export interface Attempt {
  /** No more tries follow. */
  readonly isLast: boolean;
  /** When the process is about to end. */
  readonly signal: AbortSignal | undefined;
}

/** Does the job, or fails: then it is tried again, later each time. */
export type Work = (payload: JobPayload, attempt: Attempt) => Promise<void>;

export interface RunningQueue {
  /** Resolves when it runs no more, by `stop` or of itself. */
  readonly ended: Promise<void>;
  /** Resolves when what was under way has ended. */
  stop(): Promise<void>;
}

export interface JobQueue {
  /** Makes the queue's schema, or brings it up to date. Servers that do so together wait for one another. */
  install(): Promise<void>;
  /** Runs jobs as they become due, beside other servers. */
  start(): Promise<RunningQueue>;
  /** Runs the jobs that are due at that moment, once, with those that were to be tried again by then. Answers how many. */
  runDue(at: Date): Promise<number>;
  close(): Promise<void>;
}

/** Any number that nobody else on the database locks; not that of the migrations, which a server holds only at its start. */
const lockKey = '7237125863246';
const concurrency = 4;

const hasten = `
select graphile_worker.reschedule_jobs(
  coalesce((select array_agg(id) from graphile_worker.jobs
    where task_identifier = 'deliver-message' and run_at > now() and run_at <= $1 and locked_at is null
      and attempts < max_attempts), '{}'::bigint[]),
  run_at := now())`;

/**
 * Lets go of what servers held that are no more: no job takes as long as that. Left alone, they would wait for four hours.
 */
const release = `
select graphile_worker.force_unlock_workers(
  (select array_agg(distinct locked_by) from graphile_worker.jobs where locked_at < now() - interval '10 minutes'))`;
const releaseEveryMs = 60_000;

/** `onError` hears of what goes wrong with the queue itself; the work tells of its own. */
export const openJobQueue = (connection: Connection, work: Work, onError: (error: unknown) => void): JobQueue => {
  const pool = openQueuePool(connection, { max: concurrency + 1, options: '-c timezone=UTC' });
  pool.on('error', onError);
  pool.on('connect', (client) => void client.on('error', onError));
  let count = 0;
  const deliver: Task = async (payload, { job, abortSignal }) => {
    count += 1;
    await work(payload as JobPayload, { isLast: job.attempts >= job.max_attempts, signal: abortSignal });
  };
  const options = {
    pgPool: pool,
    concurrency,
    noHandleSignals: true,
    // A job that fails says so itself; the rest of what is said here is of its comings and goings.
    logger: new Logger(() => (level, message, meta) => {
      if (level === 'error' && !/^Failed task/.test(message)) onError(meta?.['error'] ?? new Error(message));
    }),
    taskList: { 'deliver-message': deliver },
    parsedCronItems: [],
  };
  return {
    install: async () => {
      const client = await pool.connect();
      try {
        await client.query('select pg_advisory_lock($1)', [lockKey]);
        await runMigrations(options);
        await client.query(release);
      } finally {
        await client.query('select pg_advisory_unlock($1)', [lockKey]).catch(onError);
        client.release();
      }
    },
    start: async () => {
      const runner: Runner = await run(options);
      const timer = setInterval(() => void pool.query(release).catch(onError), releaseEveryMs);
      timer.unref();
      const ended = runner.promise.catch(onError).finally(() => clearInterval(timer));
      return {
        ended,
        stop: () =>
          runner.stop().then(
            () => ended,
            () => ended,
          ),
      };
    },
    runDue: async (at) => {
      count = 0;
      await pool.query(hasten, [at]);
      await runOnce(options);
      return count;
    },
    close: () => pool.end(),
  };
};
