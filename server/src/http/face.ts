/** What a face is to the server: a name, an address, and a Fastify instance of its own. */
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Core } from '../core.ts';
import type { FaceName } from '../domain/actor.ts';
import type { Refusals } from '../domain/credentials/refusal.ts';
import type { Configurator } from '../domain/tenants/configurator.ts';
import type { Directory } from '../domain/tenants/directory.ts';
import type { FileStorage } from '../storage/files.ts';
import type { Metrics } from './metrics.ts';

export interface FaceDeps {
  readonly core: Core;
  readonly directory: Directory;
  readonly configurator: Configurator;
  /** Sign-ins by a key that were refused, for an administrator to read. */
  readonly refusals: Refusals;
  /** The bytes of files. */
  readonly files: FileStorage;
  readonly config: Config;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** The server's clock: milliseconds since 1970. */
  now(): number;
  /** Aborted when the server begins to stop: answers that never end by themselves (event streams) end then. */
  readonly stopping: AbortSignal;
}

export interface Face {
  readonly name: Exclude<FaceName, 'docket'>;
  /** The first segment of its addresses (`/worldcheck`); empty: all that no other face has. */
  readonly mount: string;
  /** Whether the mount is found in any letter case (contracts tracker (b), qflow (b)). */
  readonly mountIgnoresCase?: boolean;
  /**
   * Makes the face's instance, with `faceInstance`. Routes carry `mount` in front, which is the face's own, or empty
   * where it stands alone at the root of a port. Called once for each place where it is served.
   */
  build(deps: FaceDeps, mount: string): Promise<FastifyInstance>;
}
