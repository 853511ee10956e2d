/** The database of a process, embedded or `DATABASE_URL`, behind one function (DESIGN §5). */
import type { Config } from '../config.ts';
import { openEmbedded } from './embedded/open-embedded.ts';
import type { StartLog } from './embedded/types.ts';
import { type Connection, readHosts } from './hosts.ts';

export interface OpenedDatabase {
  readonly connection: Connection;
  /** In a line, for the log and the printed addresses; no password. */
  readonly description: string;
  /** Gives up what this call took. */
  stop(): Promise<void>;
}

/**
 * Opens the database: a server has the embedded one to itself (a second server on one directory is refused), a command
 * joins the server's, or starts it for as long as it runs. `onLaunch` is told when there is only waiting left to do.
 */
export const openDatabase = async (
  config: Config,
  role: 'server' | 'command',
  log: StartLog,
  onLaunch: () => void = () => {},
): Promise<OpenedDatabase> => {
  if (config.databaseUrl !== undefined) {
    onLaunch();
    const connection = { connectionString: config.databaseUrl };
    const { names, database } = readHosts(connection);
    return {
      connection,
      description: `PostgreSQL at ${names.join(', ')}/${database}`,
      stop: async () => {},
    };
  }
  const { connection, stop } = await openEmbedded({
    dataDir: config.dataDir,
    log,
    exclusive: role === 'server',
    onLaunch,
  });
  return { connection, description: `embedded PostgreSQL in ${config.dataDir}`, stop };
};
