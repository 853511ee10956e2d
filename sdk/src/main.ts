/** `@docket/sdk`: a typed client of Docket's native API. */
export type { CasePage, Cases, GetOptions, Seen } from './cases.ts';
export { type Client, type ClientOptions, createClient, type References } from './client.ts';
export type { Configuration } from './configuration.ts';
export type { Files } from './files.ts';
export { collect, type Page } from './pages.ts';
export { type Problem, ProblemError } from './problem-error.ts';
export type { RetryPolicy } from './retry.ts';
export { type CallOptions, makeIdempotencyKey, type PostOptions } from './sender.ts';
export type { Session } from './session.ts';
export type { TaskPage, Tasks } from './tasks.ts';
export type * from './types.ts';
