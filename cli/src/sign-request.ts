import { createHmac } from 'node:crypto';

export interface UnsignedRequest {
  readonly key: string;
  readonly secret: string;
  readonly method: string;
  readonly url: URL;
  /** Empty: none. */
  readonly body: string;
}

/** The headers that sign a World-Check One request: HMAC-SHA256 over its lines, keyed with the secret's text (contract worldcheck §2). */
export const signRequest = ({
  key,
  secret,
  method,
  url,
  body,
}: UnsignedRequest): { headers: Record<string, string> } => {
  const date = new Date().toUTCString();
  const length = Buffer.byteLength(body);
  const content: [string, string][] = [
    ['content-type', 'application/json'],
    ['content-length', String(length)],
  ];
  const signed: [string, string][] = [
    ['(request-target)', `${method.toLowerCase()} ${url.pathname}`],
    ['host', url.host],
    ['date', date],
    ...(length > 0 ? content : []),
  ];
  const text = signed.map(([name, value]) => `${name}: ${value}`).join('\n') + (length > 0 ? `\n${body}` : '');
  const signature = createHmac('sha256', secret).update(text, 'utf8').digest('base64');
  const list = signed.map(([name]) => name).join(' ');
  return {
    headers: {
      Date: date,
      Authorization: `Signature keyId="${key}",algorithm="hmac-sha256",headers="${list}",signature="${signature}"`,
      ...(length > 0 ? { 'Content-Type': 'application/json' } : {}),
    },
  };
};
