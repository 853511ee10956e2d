/**
 * What a call of the native API is, as data: routes, checks and the OpenAPI document are all made from it, so none of
 * them can say anything that another does not (contract api).
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TObject, TSchema } from 'typebox';
import type { Db, Turn, Tx } from '../core.ts';
import type { Actor } from '../domain/actor.ts';
import type { Precondition } from '../domain/cases/precondition.ts';
import type { User } from '../domain/tenants/tenant.ts';
import type { FaceDeps } from '../http/face.ts';

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Who may call: `open` anybody; `signed-in` a user, who may have no licence; `licensed` a user with one; `any-token` the
 * same, also with a token of another face.
 */
export type Access = 'open' | 'signed-in' | 'licensed' | 'any-token';

/** Somebody who signed in. */
export interface Caller extends Actor {
  readonly user: User;
}

export interface AnswerSpec {
  readonly description: string;
  readonly schema?: TSchema;
  /** Media type; default `application/json`. */
  readonly type?: string;
  /** Headers of note, by name. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface BodySpec<B extends TSchema = TSchema> {
  readonly schema: B;
  /** Default `application/json`. */
  readonly types?: readonly string[];
  /** An absent body is an empty object. */
  readonly optional?: boolean;
}

/** What every call has. `Q` and `B` are the schemas of query and body. */
export interface Spec<Q extends TObject = TObject, B extends TSchema = TSchema> {
  readonly id: string;
  readonly method: Method;
  /** Behind `/api/v1`, with parameters in braces. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly access: Access;
  /** By name: what a parameter of the path is. */
  readonly params?: Readonly<Record<string, TSchema>>;
  readonly query?: Q;
  readonly body?: BodySpec<B>;
  /** Bytes of the body; 1 MiB where it is not named. */
  readonly bodyLimit?: number;
  /** `If-Match`: `required` (428 without), or obeyed where it is sent. */
  readonly ifMatch?: 'required' | 'obeyed';
  readonly answers: Readonly<Record<number, AnswerSpec>>;
  /** Codes of the problems beside those that any call has. */
  readonly problems?: readonly string[];
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Absent: none. */
  readonly body?: unknown;
  readonly type?: string;
}

export interface Call<Q = unknown, B = unknown> {
  readonly actor: Caller;
  /** Decoded, as sent. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Q;
  readonly body: B;
  readonly precondition: Precondition;
  readonly ifNoneMatch: string | undefined;
}

/** A call that handles the request itself: sign-in, files, documents. */
export interface RawCall<Q = unknown, B = unknown> extends Omit<Call<Q, B>, 'actor'> {
  /** Null where the call is open to all. */
  readonly actor: Caller | null;
  readonly deps: FaceDeps;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

type Values<S> = S extends TSchema ? Static<S> : never;

/** One read handle for the whole call. */
export interface Reading<Q extends TObject = TObject, B extends TSchema = TSchema> extends Spec<Q, B> {
  read(db: Db, call: Call<Values<Q>, Values<B>>): Promise<Answer>;
}

/** One transaction for the whole call; a POST keeps its answer in it under an `Idempotency-Key`. */
export interface Writing<Q extends TObject = TObject, B extends TSchema = TSchema> extends Spec<Q, B> {
  write(tx: Tx, call: Call<Values<Q>, Values<B>>): Promise<Answer>;
  /** What the call locks first and for its whole length: see `core.run`. */
  readonly turn?: (call: Call<Values<Q>, Values<B>>) => Turn;
}

export interface Handling<Q extends TObject = TObject, B extends TSchema = TSchema> extends Spec<Q, B> {
  /** The body is left as a stream. */
  readonly streams?: boolean;
  /** Undefined: the reply was sent. */
  handle(call: RawCall<Values<Q>, Values<B>>): Promise<Answer | undefined>;
}

/** Operations whatever their schemas are: what runs them has checked that query and body are of these. */
export type Operation = AnyReading | AnyWriting | AnyHandling;

interface AnyReading extends Spec {
  read(db: Db, call: Call): Promise<Answer>;
}

export interface AnyWriting extends Spec {
  write(tx: Tx, call: Call): Promise<Answer>;
  readonly turn?: (call: Call) => Turn;
}

interface AnyHandling extends Spec {
  readonly streams?: boolean;
  handle(call: RawCall): Promise<Answer | undefined>;
}

/** These only tie the schemas of an operation to what its function is given. */
export const reading = <Q extends TObject, B extends TSchema>(operation: Reading<Q, B>): Operation =>
  operation as unknown as Operation;

export const writing = <Q extends TObject, B extends TSchema>(operation: Writing<Q, B>): Operation =>
  operation as unknown as Operation;

export const handling = <Q extends TObject, B extends TSchema>(operation: Handling<Q, B>): Operation =>
  operation as unknown as Operation;
