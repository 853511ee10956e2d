/** Who does something, in which tenant and through which face. Every operation of the domain takes one. */
import type { Tenant, User } from './tenants/tenant.ts';

/** The face that an event came through, as history shows it; `docket` is the server itself (timers). */
export type FaceName = 'worldcheck' | 'egain' | 'tracker' | 'qflow' | 'goss' | 'api' | 'docket';

/** After how many wrong passwords in a row, over all faces, each refuses every sign-in (DESIGN S17). */
export const wrongPasswordLimit: Readonly<Record<FaceName, number>> = {
  worldcheck: 10,
  egain: 10,
  tracker: 5,
  qflow: 10,
  goss: 10,
  api: 10,
  docket: 10,
};

export interface Actor {
  readonly tenant: Tenant;
  /** Whose permissions count; null: the server itself, which may do everything. */
  readonly user: User | null;
  readonly face: FaceName;
  /** Whom the history names where that is somebody other than `user` (GOSS start users); null: the system. */
  readonly recordedAs?: User | null;
}

/** The user whom history and `createdBy`/`modifiedBy` name; null: the system. */
export const recordedUser = (actor: Actor): User | null =>
  actor.recordedAs === undefined ? actor.user : actor.recordedAs;

/** The server itself, as timers and commands act: it may do everything. */
export const systemActor = (tenant: Tenant): Actor => ({ tenant, user: null, face: 'docket' });
