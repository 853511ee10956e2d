/** The settings of a process (DESIGN §7): read once, frozen, passed as an argument. Nothing else reads the environment. */
import { resolve } from 'node:path';

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Absolute. Embedded database, files, keys. */
  readonly dataDir: string;
  /** Unset: the embedded database. */
  readonly databaseUrl: string | undefined;
  readonly defaultTenant: string | undefined;
  /** Unset: made in the data directory at the first start. */
  readonly secretKey: string | undefined;
  readonly logLevel: string;
  /** Largest file that may be uploaded, in bytes. */
  readonly maxFileBytes: number;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

const readPort = (text: string | undefined): number => {
  const port = text === undefined || text === '' ? 8080 : Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`DOCKET_PORT must be a port from 0 to 65535, not '${text}'.`);
  }
  return port;
};

const readMegabytes = (text: string | undefined): number => {
  const size = text === undefined || text === '' ? 100 : Number(text);
  if (!Number.isInteger(size) || size < 1 || size > 1_000_000) {
    throw new Error(`DOCKET_MAX_FILE_MB must be a whole number of megabytes, not '${text}'.`);
  }
  return size;
};

/** Reads the settings from `env`; throws a sentence that names the variable where a value makes no sense. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const logLevel = env['DOCKET_LOG_LEVEL'] || 'info';
  if (!logLevels.includes(logLevel)) {
    throw new Error(`DOCKET_LOG_LEVEL must be one of ${logLevels.join(', ')}, not '${logLevel}'.`);
  }
  return Object.freeze({
    host: env['DOCKET_HOST'] || '127.0.0.1',
    port: readPort(env['DOCKET_PORT']),
    dataDir: resolve(env['DOCKET_DATA_DIR'] || './data'),
    databaseUrl: env['DATABASE_URL'] || undefined,
    defaultTenant: env['DOCKET_DEFAULT_TENANT'] || undefined,
    secretKey: env['DOCKET_SECRET_KEY'] || undefined,
    logLevel,
    maxFileBytes: readMegabytes(env['DOCKET_MAX_FILE_MB']) * 1024 * 1024,
  });
};
