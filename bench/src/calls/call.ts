/** What the instrument measures: one call of one face, as requests that a program would send. */

export interface Request {
  readonly method: string;
  /** From the root, with the face's mount. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty: none. */
  readonly body: string;
}

/** What a call needs to know of the server that it is sent to; plain data, it travels to the load generator. */
export interface Site {
  readonly host: string;
  readonly port: number;
  readonly tokens: Readonly<Record<string, string>>;
  readonly signing: { readonly keyId: string; readonly secret: string };
  /** World-Check One's opaque id of the group that cases go to. */
  readonly groupId: string;
  /** Case numbers without gaps, all seen by the native token's user. */
  readonly numbers: { readonly from: number; readonly to: number };
}

/** Where the subject of a request comes from: a text that nobody had before, or the number of a case that is there. */
export type Subject = 'fresh' | 'number' | 'none';

export interface Call {
  /** As the table shows it. */
  readonly name: string;
  readonly face: string;
  readonly kind: 'create' | 'read';
  readonly subject: Subject;
  /** The one status that is no failure. */
  readonly expect: number;
  /** A status that is no failure either, and is not counted. */
  readonly passes?: number;
  /** A text that a good answer's body holds, for faces that answer 200 to everything. */
  readonly proof?: string;
  /** The request about that subject; called for every request unless `subject` is `none`. */
  request(site: Site, subject: string): Request;
}

export const authority = ({ host, port }: Pick<Site, 'host' | 'port'>): string => `${host}:${port}`;

/** A JSON body with a bearer token. */
export const bearer = (site: Site, face: string): Readonly<Record<string, string>> => ({
  authorization: `Bearer ${site.tokens[face] ?? ''}`,
});

export const json = { 'content-type': 'application/json' } as const;
