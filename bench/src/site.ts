/** What the calls need to know of the demonstration tenant. */
import { readFile } from 'node:fs/promises';
import { readTenantFile } from '@docket/server/tenant-file/read-tenant-file.ts';
import { authority, type Site } from './calls/call.ts';
import { sign } from './calls/sign.ts';
import { type Server, tenantFile } from './docket.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** World-Check One's group ids are opaque: asked for, as any program would. Empty where that face is not there. */
const findGroup = async (site: Site): Promise<string> => {
  const { path, headers } = sign(site, 'GET', '/worldcheck/v2/groups', '');
  const answer = await fetch(`http://${authority(site)}${path}`, { headers });
  const groups: unknown = answer.ok ? await answer.json() : [];
  const [first] = Array.isArray(groups) ? groups : [];
  return text(first?.id);
};

/** Credentials by face: the first of each in the tenant file. */
export const describeSite = async ({ host, port }: Server): Promise<Site> => {
  const { document } = readTenantFile(await readFile(tenantFile, 'utf8'), { name: tenantFile, env: process.env });
  const credentials = [...(document.credentials ?? [])].reverse();
  const key = credentials.find(({ facade }) => facade === 'worldcheck');
  const site: Site = {
    host,
    port,
    tokens: Object.fromEntries(credentials.map(({ facade, token }) => [facade, text(token)])),
    signing: { keyId: text(key?.keyId), secret: text(key?.secret) },
    groupId: '',
    numbers: { from: 0, to: 0 },
  };
  return { ...site, groupId: await findGroup(site) };
};
