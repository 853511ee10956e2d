/** What the routes of one base address are built from. */
import type { FastifyInstance } from 'fastify';
import type { Tenant } from '../../../domain/tenants/tenant.ts';
import type { FaceDeps } from '../../../http/face.ts';
import type { ScreeningUnits } from '../groups.ts';
import type { Messages } from '../schemas.ts';
import type { Version } from '../wire.ts';

export interface RouteDeps extends FaceDeps {
  readonly version: Version;
  readonly messages: Messages;
  screeningUnits(tenant: Tenant): ScreeningUnits;
}

/** Adds one operation under the base address of `routes`. */
export type Route = (routes: FastifyInstance, deps: RouteDeps) => void;
