/** Why a signed request was refused, for the log and the administrator; the program itself is never told (contract worldcheck §2). */
import type { RefusalReason } from '../../domain/credentials/refusal.ts';
import {
  faultOfList,
  headerOf,
  parseAuthorization,
  requestTarget,
  requiredList,
  type Signature,
  type SignedRequest,
  sameText,
  sign,
  signingText,
} from './signature.ts';

export interface Explanation {
  readonly reason: RefusalReason;
  readonly message: string;
}

/** Bodies up to so many bytes are tried for what else may have been signed. */
const maxTried = 65_536;

/** What is wrong with an `Authorization` header that says no signature. */
export const explainHeader = (header: string | undefined): Explanation => {
  const explain = (message: string): Explanation => ({ reason: 'header', message });
  if (header === undefined) return explain('There is no Authorization header.');
  if (!/^[ \t]*Signature[ \t]/i.test(header))
    return explain('The Authorization header is not of the scheme Signature.');
  const parameters = parseAuthorization(header);
  if (parameters === undefined) return explain('The parameters of the Authorization header cannot be read.');
  const lacking = ['keyId', 'headers', 'signature'].find((name) => !parameters.has(name.toLowerCase()));
  if (lacking !== undefined) return explain(`The Authorization header has no parameter ${lacking}.`);
  return explain(`The algorithm is not hmac-sha256 but '${parameters.get('algorithm') ?? ''}'.`);
};

/** `at`: the signed instant, undefined where the date is none; both in ms. */
export const explainClock = (date: string | undefined, at: number | undefined, now: number): Explanation => {
  if (date === undefined) return { reason: 'header', message: 'The request has no Date header.' };
  if (at === undefined) return { reason: 'clock', message: `The Date header cannot be read: '${date.slice(0, 100)}'.` };
  const seconds = Math.round(Math.abs(now - at) / 1000);
  const way = at < now ? 'behind' : 'ahead of';
  return { reason: 'clock', message: `The Date header is ${seconds} s ${way} the server's clock.` };
};

interface Trial extends Explanation {
  readonly request: SignedRequest;
  readonly secret: string | Buffer;
}

type Try = (explanation: Explanation, change: Partial<SignedRequest>, secret?: string | Buffer) => Trial;

/** The body's length as a program may count it that does not count bytes. */
const lengthTrials = (request: SignedRequest, attempt: Try): Trial[] => {
  const { body } = request;
  if (body === undefined) return [];
  const text = body.toString('utf8');
  const lengths = new Set([String(body.length), String(text.length), String([...text].length)]);
  return [...lengths].map((length) =>
    attempt(
      { reason: 'length', message: `content-length was signed as ${length}; the body has ${body.length} bytes.` },
      { headers: { ...request.headers, 'content-length': length } },
    ),
  );
};

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};

const pathTrials = (request: SignedRequest, attempt: Try): Trial[] => {
  const { host = '' } = request.headers;
  const variants = request.paths.flatMap((path) => [
    `${path}/`,
    path.replace(/\/$/, ''),
    decoded(path),
    `/api${path}`,
    path.replace(/^\/(?:v1|v2|screening\/v3)(?=\/)/, ''),
    `http://${host}${path}`,
    `https://${host}${path}`,
  ]);
  const paths = [...new Set(variants)].filter((path) => !request.paths.includes(path));
  return paths.map((path) =>
    attempt({ reason: 'path', message: `The path was signed as ${path.slice(0, 300)}.` }, { paths: [path] }),
  );
};

const headerTrials = (request: SignedRequest, attempt: Try): Trial[] => {
  const { host = '' } = request.headers;
  const bare = String(host).replace(/:\d+$/, '');
  const hosts = [bare, String(host).toLowerCase(), `${bare}:80`, `${bare}:443`].filter((one) => one !== host);
  return [...new Set(hosts)].map((one) =>
    attempt(
      {
        reason: 'header',
        message: `host was signed as ${one.slice(0, 300)}; the request has ${String(host).slice(0, 300)}.`,
      },
      { headers: { ...request.headers, host: one } },
    ),
  );
};

const secretTrials = (secret: string, attempt: Try): Trial[] => [
  attempt(
    { reason: 'signature', message: 'The secret was decoded from base64: its text is the key.' },
    {},
    Buffer.from(secret, 'base64'),
  ),
  attempt(
    { reason: 'signature', message: 'The secret was signed with a blank or a line end around it.' },
    {},
    `${secret}\n`,
  ),
];

/** Whether that is what was signed. The method is tried in upper case too where nothing else was changed. */
const holds = ({ request, secret }: Trial, { list, value }: Signature): boolean =>
  request.paths.some((path) =>
    sameText(sign(secret, signingText(request, list, path, undefined), request.body), value),
  );

const upperMethod = (request: SignedRequest, { list, value }: Signature, secret: string): boolean =>
  request.paths.some((path) => {
    const text = signingText(request, list, path, undefined);
    const target = `${requestTarget}: ${request.method.toLowerCase()}`;
    return sameText(sign(secret, text.replace(target, `${requestTarget}: ${request.method}`), request.body), value);
  });

const withoutBody = (request: SignedRequest, { list, value }: Signature, secret: string): boolean =>
  request.body !== undefined &&
  request.paths.some((path) => sameText(sign(secret, signingText(request, list, path, undefined), undefined), value));

/**
 * What a signature that is not right was made of instead, found by trying the likely mistakes one by one; `signature` where
 * none of them explains it.
 */
export const explainSignature = (request: SignedRequest, signature: Signature, secret: string): Explanation => {
  const fault = faultOfList(request, signature.list);
  if (fault !== undefined) return { reason: 'header', message: fault };
  if ((request.body?.length ?? 0) > maxTried) {
    return { reason: 'signature', message: 'The signature is another; so long a body is not looked into.' };
  }
  const attempt: Try = (explanation, change, key = secret) => ({
    ...explanation,
    request: { ...request, ...change },
    secret: key,
  });
  if (withoutBody(request, signature, secret)) {
    return { reason: 'length', message: 'The body was left out of the text that was signed.' };
  }
  if (upperMethod(request, signature, secret)) {
    return { reason: 'path', message: 'The method was signed in upper case.' };
  }
  const trials = [
    ...lengthTrials(request, attempt),
    ...pathTrials(request, attempt),
    ...headerTrials(request, attempt),
    ...secretTrials(secret, attempt),
  ];
  const found = trials.find((trial) => holds(trial, signature));
  if (found !== undefined) return { reason: found.reason, message: found.message };
  return {
    reason: 'signature',
    message: 'The signature is another: the secret, or some byte of what was signed, differs.',
  };
};

/** The text that the server computed the signature of, as it came (the first path and the `Host` as received), body and all. */
export const textToSign = (request: SignedRequest, list: readonly string[]): string => {
  const fit = list.every((name) => name === requestTarget || headerOf(request, name) !== undefined);
  const names = fit && list.length > 0 ? list : requiredList(request);
  const [path = '/'] = request.paths;
  const text = signingText(request, names, path, undefined);
  return request.body === undefined ? text : `${text}\n${request.body.toString('utf8')}`;
};
