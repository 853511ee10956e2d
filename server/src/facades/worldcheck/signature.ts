/** Signed requests (contract worldcheck §2): reading the header, the signing text, and whether a signature is right. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** What the `Authorization` header says. */
export interface Signature {
  readonly keyId: string;
  /** Names of the signed headers in lower case, in the order of signing. */
  readonly list: readonly string[];
  /** Base64 of 32 bytes. */
  readonly value: string;
}

/** The facts of a request that are signed. Header texts are as Node gives them: a character for each byte. */
export interface SignedRequest {
  readonly method: string;
  /** What may stand after the method, in the order in which they are tried. */
  readonly paths: readonly string[];
  /** Hosts that may be signed beside the `Host` header. */
  readonly hosts: readonly string[];
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Undefined where no byte came. */
  readonly body: Buffer | undefined;
}

export const requestTarget = '(request-target)';
const always = [requestTarget, 'host', 'date'] as const;
const ofBody = ['content-type', 'content-length'] as const;

const parameter = /^([A-Za-z][A-Za-z0-9_-]*)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))[ \t]*(?:,[ \t]*|$)/;

/** The parameters by name in lower case; undefined where they are malformed or one is there twice. */
const readParameters = (text: string): Map<string, string> | undefined => {
  const parameters = new Map<string, string>();
  let rest = text.trim();
  while (rest !== '') {
    const found = parameter.exec(rest);
    if (found === null) return undefined;
    const [whole, name = '', quoted, plain = ''] = found;
    if (parameters.has(name.toLowerCase())) return undefined;
    parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain);
    rest = rest.slice(whole.length);
  }
  return parameters;
};

/** The parameters of an `Authorization` header of this scheme, by name in lower case. */
export const parseAuthorization = (header: string | undefined): ReadonlyMap<string, string> | undefined => {
  const scheme = /^[ \t]*Signature[ \t]+/i.exec(header ?? '');
  return scheme === null ? undefined : readParameters((header ?? '').slice(scheme[0].length));
};

/** The header's signature, where it is one of HMAC-SHA256 with all four parameters. */
export const parseSignature = (header: string | undefined): Signature | undefined => {
  const parameters = parseAuthorization(header);
  const keyId = parameters?.get('keyid');
  const headers = parameters?.get('headers');
  const value = parameters?.get('signature');
  if (keyId === undefined || headers === undefined || value === undefined) return undefined;
  if (parameters?.get('algorithm')?.toLowerCase() !== 'hmac-sha256') return undefined;
  return { keyId, list: headers.toLowerCase().split(' ').filter(Boolean), value };
};

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const rfc1123 =
  /^(?:[A-Za-z]+,? )?(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d{2}):(\d{2}):(\d{2}) (?:GMT|UTC|\+0000)$/i;

/** The instant of a `Date` header in ms; undefined where it is none. The weekday is not checked. */
export const parseDate = (header: string): number | undefined => {
  const found = rfc1123.exec(header);
  if (found === null) return undefined;
  const [, day, month = '', year, hour, minute, second] = found;
  const at = new Date(0);
  at.setUTCFullYear(Number(year), months.indexOf(month.toLowerCase()), Number(day));
  at.setUTCHours(Number(hour), Number(minute), Number(second));
  // A day or an hour that does not exist has moved on to the next.
  const exists = at.getUTCDate() === Number(day) && at.getUTCHours() === Number(hour) && Number(second) < 60;
  return exists && Number(minute) < 60 ? at.getTime() : undefined;
};

/** The value that is signed of a header, as received; undefined where the request lacks it. */
export const headerOf = ({ headers, body }: SignedRequest, name: string): string | undefined => {
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
  // A chunked body has no such header; the client signed the number of its bytes.
  if (value === undefined) return name === 'content-length' && body !== undefined ? String(body.length) : undefined;
  return typeof value === 'string' ? value : value.join(', ');
};

/** What a request must sign, with or without a body. */
export const requiredList = ({ body }: SignedRequest): readonly string[] =>
  body === undefined ? always : [...always, ...ofBody];

/** What the list lacks, or names in vain; undefined: it names what it must, and nothing that the request lacks. */
export const faultOfList = (request: SignedRequest, list: readonly string[]): string | undefined => {
  const lacking = requiredList(request).find((name) => !list.includes(name));
  if (lacking !== undefined) return `The list of signed headers lacks ${lacking}.`;
  const extra = request.body === undefined ? ofBody.find((name) => list.includes(name)) : undefined;
  if (extra !== undefined) return `The list of signed headers names ${extra}, and the request has no body.`;
  const absent = list.find((name) => name !== requestTarget && headerOf(request, name) === undefined);
  return absent === undefined ? undefined : `The list of signed headers names ${absent}, which the request lacks.`;
};

/** The lines of the signing text, joined by LF, none at the end; the body is not part of it. */
export const signingText = (
  request: SignedRequest,
  list: readonly string[],
  path: string,
  host: string | undefined,
): string =>
  list
    .map((name) => {
      if (name === requestTarget) return `${name}: ${request.method.toLowerCase()} ${path}`;
      return `${name}: ${name === 'host' && host !== undefined ? host : headerOf(request, name)}`;
    })
    .join('\n');

/** Base64 of HMAC-SHA256 over the signing text and, after one more LF, the body. The key is the secret's text, or bytes. */
export const sign = (secret: string | Buffer, text: string, body: Buffer | undefined): string => {
  const hmac = createHmac('sha256', typeof secret === 'string' ? Buffer.from(secret, 'utf8') : secret).update(
    text,
    'latin1',
  );
  if (body !== undefined) hmac.update('\n').update(body);
  return hmac.digest('base64');
};

/** Compared in constant time. */
export const sameText = (left: string, right: string): boolean =>
  left.length === right.length && timingSafeEqual(Buffer.from(left, 'latin1'), Buffer.from(right, 'latin1'));

/**
 * Whether the signature is that of the request under this secret: for one of its paths and the `Host` as received or one
 * of the further hosts (rulings 1 and 2). The right one is found at the first try for a client that signs what it sends.
 */
export const isSigned = (request: SignedRequest, signature: Signature, secret: string): boolean => {
  if (faultOfList(request, signature.list) !== undefined) return false;
  const isRight = (path: string, host: string | undefined): boolean =>
    sameText(sign(secret, signingText(request, signature.list, path, host), request.body), signature.value);
  return [undefined, ...request.hosts].some((host) => request.paths.some((path) => isRight(path, host)));
};
