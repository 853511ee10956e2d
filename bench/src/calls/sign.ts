import { createHmac } from 'node:crypto';
import { authority, keyOf, type Login, type Request, type Site } from './call.ts';

/** Signs as a World-Check One program does, cheaply enough for every request of a load (contract worldcheck §2). */
export const sign = (
  site: Pick<Site, 'host' | 'port'>,
  login: Login,
  method: string,
  path: string,
  body: string,
): Request => {
  const { keyId, secret } = keyOf(login);
  const now = new Date().toUTCString();
  const length = Buffer.byteLength(body);
  const start = `(request-target): ${method.toLowerCase()} ${path}\nhost: ${authority(site)}\ndate: ${now}`;
  const text = length === 0 ? start : `${start}\ncontent-type: application/json\ncontent-length: ${length}\n${body}`;
  const signature = createHmac('sha256', secret).update(text, 'utf8').digest('base64');
  const list = `(request-target) host date${length === 0 ? '' : ' content-type content-length'}`;
  const authorization = `Signature keyId="${keyId}",algorithm="hmac-sha256",headers="${list}",signature="${signature}"`;
  return {
    method,
    path,
    headers: { date: now, authorization, ...(length === 0 ? {} : { 'content-type': 'application/json' }) },
    body,
  };
};
