import type { Connection } from '@docket/server/storage/pool.ts';
import type { CaseKeys, Site } from '../calls/call.ts';

/** One measurement of the database alone. */
export interface Phase {
  readonly connection: Connection;
  readonly tenantId: number;
  readonly connections: number;
  readonly seconds: number;
  /** By what the subjects of the statements name cases; undefined: a subject is a text that nobody had before. */
  readonly key: keyof CaseKeys | undefined;
  readonly numbers: Site['numbers'];
  /** Some subjects, for a client that cannot look them up. */
  readonly subjects: readonly string[];
  /** PostgreSQL 18 or later. */
  readonly hasUuid7: boolean;
  readonly signal: AbortSignal;
}
