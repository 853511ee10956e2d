/** What an end point is to this face. */
import type { TSchema } from 'typebox';
import type { Permission } from '../../domain/access/permission.ts';
import type { Actor } from '../../domain/actor.ts';
import type { User } from '../../domain/tenants/tenant.ts';
import type { FaceDeps } from '../../http/face.ts';

/** The key's user: whose permissions count in a call (contract goss §2). */
export type Program = Actor & { readonly user: User };

export interface Context {
  readonly deps: Pick<FaceDeps, 'core' | 'now'>;
  readonly program: Program;
}

/** The `params` of a call: an object, nothing of it judged yet. */
export type Params = { readonly [member: string]: unknown };

export interface Method {
  /** As it is called, without a version. */
  readonly name: string;
  /** Whether the vendor documents it, or it is ours. */
  readonly origin: 'documented' | 'docket';
  readonly description: string;
  /** JSON Schema of `params`, for programs to read; calls are judged by `run`. */
  readonly parameters: TSchema;
  /** Not among the methods of `securelibrary`. */
  readonly serverLibraryOnly?: boolean;
  /** What the program needs for this call; looked at before its parameters are judged. None: not even a licence. */
  needs(params: Params): readonly Permission[];
  /** Answers the `result`. Fails with `InvalidParams`, and with the domain's errors where the end point has none of its own. */
  run(context: Context, params: Params): Promise<unknown>;
}
