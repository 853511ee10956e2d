/** What a walk needs to know of a face: its routes from the contract, how its credentials are sent, what its errors look like. */
import type { Response } from 'light-my-request';

export interface Request {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** Without a Content-Length. */
  readonly chunked?: boolean;
}

/** A member of a body, as `['cases', '0', 'name']`. */
export type Path = readonly string[];

export interface Route {
  readonly method: string;
  /** With its query. */
  readonly url: string;
  /** A body that succeeds; made anew for each use, for what must be unique. */
  readonly body?: () => unknown;
  /** Sent in place of JSON text: a form, XML. */
  readonly encode?: (body: unknown) => string;
  readonly contentType?: string;
  /** Beside the credential; a function where they carry a stamp. */
  readonly headers?: Readonly<Record<string, string>> | (() => Readonly<Record<string, string>>);
  /** The status of the valid request. */
  readonly status: number;
  /** Other addresses of the same call whose record is unknown, another tenant's, or no record's name. */
  readonly nowhere?: readonly string[];
  /** Bodies that name a record which is unknown or another tenant's, or that break a rule. */
  readonly refused?: readonly unknown[] | (() => readonly unknown[]);
  /** Members that the call does not read, or whose values it takes as they come: `formName`, `settings.0.offenseType`. */
  readonly tolerant?: readonly string[];
  /** Members that may be longer than any text of this walk. */
  readonly long?: readonly string[];
  /** The body is read as it comes, whatever it is (a log-out). */
  readonly anyBody?: boolean;
  /** No credential is looked at. */
  readonly open?: boolean;
  /** Only its outermost members are spoilt, and only by what must be refused: the body is the configuration itself. */
  readonly shallow?: boolean;
  /** Bytes; default 1 MiB. */
  readonly bodyLimit?: number;
  /** Brings about the state that the valid request needs: before it, and again before the spoilt ones. */
  readonly arrange?: () => Promise<void>;
  /** Of the contract's rows that are built after the others: passed over while it answers like an unknown address. */
  readonly awaited?: boolean;
}

export interface Face {
  readonly name: string;
  readonly mount: string;
  /** Adds the credential of the main tenant. */
  authorize(request: Request): Request;
  /** Whether the answer refuses (JSON-RPC does it with 200). */
  refuses(answer: Response): boolean;
  /** Fails unless the refusal has the form that the contract documents. */
  checkRefusal(answer: Response, request: Request, refused: 'must' | 'may'): void;
  /** Values of the wrong type that the contract reads all the same, by the type that is due. */
  reads(due: JsonType, value: unknown, path: Path): boolean;
  readonly unknownMembers: 'ignored' | 'refused';
  /** Several requests in one body. */
  readonly batches?: boolean;
  readonly unknownQuery: 'ignored' | 'refused';
  /** Content types that are refused; none where the contract reads every body as JSON. */
  readonly refusedTypes: readonly (string | undefined)[];
  readonly contentEncoding: 'ignored' | 'refused';
  /** Levels of nesting that are too deep. */
  readonly tooDeep: readonly number[];
  /** The methods of one path that are not served are 405. */
  readonly otherMethods: readonly string[];
}

export type JsonType = 'string' | 'integer' | 'boolean' | 'object' | 'array' | 'null';

export const typeOf = (value: unknown): JsonType => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return 'integer';
  return typeof value as 'string' | 'boolean' | 'object';
};
