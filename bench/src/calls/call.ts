/** What the instrument measures: one call of one face, as requests that a program would send. */
import { keyOf, type Login, tokenOf } from '../load-cases/tenant.ts';

export interface Request {
  readonly method: string;
  /** From the root, with the face's mount. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty: none. */
  readonly body: string;
}

/** How faces name a case that is there. */
export interface CaseKeys {
  readonly number: string;
  readonly uid: string;
  readonly reference: string;
}

/** What a call needs to know of the server that it is sent to; plain data, it travels to the load generator. */
export interface Site {
  readonly host: string;
  readonly port: number;
  /** eGain's sessions, which a sign-in begins. */
  readonly sessions: Readonly<Record<Login, string>>;
  /** World-Check One's opaque id of the group that cases go to. */
  readonly groupId: string;
  /** Numbers of the cases that were loaded, without gaps. */
  readonly numbers: { readonly from: number; readonly to: number };
  /** Some of them, from all over the store. */
  readonly cases: readonly CaseKeys[];
  /** Some that are open and not archived. */
  readonly open: readonly CaseKeys[];
}

/**
 * Where the subject of a request comes from: a text that nobody had before, a case that is there, one that is open, or a
 * word to search for.
 */
export type Subject = 'fresh' | 'case' | 'open' | 'word' | 'none';

export type Kind = 'create' | 'read' | 'probe' | 'edit' | 'list' | 'search' | 'queue';

export interface Call {
  /** As the table shows it. */
  readonly name: string;
  readonly face: string;
  readonly kind: Kind;
  readonly subject: Subject;
  /** By which of its names a case is asked for; default: its number. */
  readonly key?: keyof CaseKeys;
  /** The one status that is no failure. */
  readonly expect: number;
  /** A status that is no failure either, and is not counted. */
  readonly passes?: number;
  /** A text that a good answer's body holds, for faces that answer 200 to everything. */
  readonly proof?: string;
  /** What the program asks first, and whose answer the request needs: both are one measured call. */
  before?(site: Site, subject: string): Request;
  /** The request about that subject; `found`: what was answered before. Called anew for every request unless `subject` is `none`. */
  request(site: Site, subject: string, found: string): Request;
}

/** From very frequent to rare, a beginning and a phrase. */
export const words: readonly string[] = [
  'customer',
  'payment',
  'passport',
  'boiler',
  'graffiti',
  'solicitor',
  'reopened',
  'licence renewal',
  'safeg*',
  '"street water"',
];

export const authority = ({ host, port }: Pick<Site, 'host' | 'port'>): string => `${host}:${port}`;

export const json = { 'content-type': 'application/json' } as const;

/** A request by bearer token; an object is sent as JSON. */
export const withToken = (
  face: Parameters<typeof tokenOf>[0],
  login: Login,
  method: string,
  path: string,
  body?: object,
  more: Readonly<Record<string, string>> = {},
): Request => ({
  method,
  path,
  headers: { authorization: `Bearer ${tokenOf(face, login)}`, ...(body ? json : {}), ...more },
  body: body ? JSON.stringify(body) : '',
});

export { keyOf, type Login };
