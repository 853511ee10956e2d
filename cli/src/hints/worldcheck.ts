import { signRequest } from '../sign-request.ts';
import type { HintSource } from './hints.ts';

/** Group ids are opaque: the first group that the key sees, asked as any program would. */
const findGroup = async (base: string, key: string, secret: string): Promise<string | undefined> => {
  const url = new URL(`${base}/worldcheck/v2/groups`);
  const { headers } = signRequest({ key, secret, method: 'GET', url, body: '' });
  const answer = await fetch(url, { headers });
  const groups: unknown = answer.ok ? await answer.json() : [];
  const [first] = Array.isArray(groups) ? groups : [];
  return typeof first?.id === 'string' ? first.id : undefined;
};

/** Signs with the command's own `sign`, and makes a case. */
export const createByWorldcheck = async ({ base, document }: HintSource): Promise<string | undefined> => {
  const found = document.credentials?.find((one) => one.facade === 'worldcheck');
  if (typeof found?.keyId !== 'string' || typeof found.secret !== 'string') return undefined;
  const groupId = await findGroup(base, found.keyId, found.secret);
  if (groupId === undefined) return undefined;
  const body = JSON.stringify({ groupId, entityType: 'INDIVIDUAL', name: 'Mara Voss' });
  const sign = `npm run -s docket -- sign --key ${found.keyId} --secret '${found.secret}'`;
  return `${sign} POST ${base}/worldcheck/v2/cases '${body}' | curl -sS -K -`;
};
