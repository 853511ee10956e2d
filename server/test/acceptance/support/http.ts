/** A plain HTTP client: what is sent is sent as it stands, and every answer is an answer. */
import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';

export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON text; no content type is added by itself. */
  readonly body?: string | Buffer | object;
  readonly agent?: Agent;
  readonly signal?: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body as JSON, in the shape that the caller expects and asserts; throws where it is none. */
  json<T = Record<string, unknown>>(): T;
}

const toBytes = (body: Sent['body']): Buffer | undefined => {
  if (body === undefined) return undefined;
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
};

const shared = new Agent({ keepAlive: true, maxSockets: 64 });

/** Sends one request; rejects only where no whole answer came. */
export const send = (url: string, { method = 'GET', headers = {}, body, agent = shared, signal }: Sent = {}) =>
  new Promise<Answer>((resolve, reject) => {
    const bytes = toBytes(body);
    const length = bytes === undefined ? {} : { 'content-length': String(bytes.length) };
    const options = { method, agent, headers: { ...length, ...headers }, ...(signal === undefined ? {} : { signal }) };
    const request = httpRequest(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => void chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          json: <T>() => JSON.parse(text) as T,
        });
      });
    });
    request.on('error', reject);
    request.end(bytes);
  });
