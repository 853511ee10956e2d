/** As which role and tenant the statements run: what the server's own connections are set to. */
import type { Connection } from '@docket/server/storage/pool.ts';

export const sessionOptions = (tenantId: number): string =>
  ['role=docket_app', 'search_path=docket', 'timezone=UTC', 'synchronous_commit=on', `docket.tenant=${tenantId}`]
    .map((setting) => `-c ${setting}`)
    .join(' ');

/** The environment by which PostgreSQL's own programs find the database; the name or address to give them as well. */
export const programSettings = (connection: Connection): { env: Record<string, string>; database: string } =>
  'connectionString' in connection
    ? { env: {}, database: connection.connectionString }
    : {
        env: { PGHOST: connection.host, PGPORT: `${connection.port}`, PGUSER: connection.user },
        database: connection.database,
      };
