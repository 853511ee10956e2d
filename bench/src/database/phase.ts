import type { Connection } from '@docket/server/storage/pool.ts';
import type { Site, Subject } from '../calls/call.ts';

/** One measurement of the database alone. */
export interface Phase {
  readonly connection: Connection;
  readonly tenantId: number;
  readonly connections: number;
  readonly seconds: number;
  readonly subject: Subject;
  readonly numbers: Site['numbers'];
  /** PostgreSQL 18 or later. */
  readonly hasUuid7: boolean;
  readonly signal: AbortSignal;
}
