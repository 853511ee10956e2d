/** What the calls need to know of the server and of the cases in it. */
import { authority, type CaseKeys, type Login, type Site } from './calls/call.ts';
import { sign } from './calls/sign.ts';
import type { Recorder } from './database/record.ts';
import { logins, tenantKey } from './load-cases/tenant.ts';

type Place = Pick<Site, 'host' | 'port'>;

/** World-Check One's group ids are opaque: asked for, as any program would. Empty where that face is not there. */
const findGroup = async (place: Place): Promise<string> => {
  const { path, headers } = sign(place, 'all', 'GET', '/worldcheck/v2/groups', '');
  const answer = await fetch(`http://${authority(place)}${path}`, { headers });
  const groups: unknown = answer.ok ? await answer.json() : [];
  const [first] = Array.isArray(groups) ? groups : [];
  return typeof first?.id === 'string' ? first.id : '';
};

/** eGain's session; empty where that face is not there. */
const signIn = async (place: Place, login: Login): Promise<string> => {
  const url = `http://${authority(place)}/egain/system/ws/v12/authentication/user/login?forceLogin=yes`;
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', 'x-docket-tenant': tenantKey },
    body: JSON.stringify({ userName: logins[login], password: `${logins[login]}-pw` }),
  });
  return answer.headers.get('x-egain-session') ?? '';
};

/** So many subjects are drawn, evenly over the numbers. */
const drawn = 4000;

const sampled = (isOpen: boolean): string => `
select coalesce(json_agg(c), '[]')::text as list from (
  select number::text, uid, reference from cases c
  where tenant_id = $1 ${isOpen ? 'and category < 3 and not archived and unit_id is not null' : ''} and number % $2 = 0
  order by number limit ${drawn}) c`;

const range = `
select coalesce(min(number), 0) as from, coalesce(max(number), 0) as to, count(*)::integer as count
from cases where tenant_id = $1`;

type Stock = Pick<Site, 'numbers' | 'cases' | 'open'> & { readonly count: number };

/** The cases as they are now; before anything is measured they are those of the load. */
export const takeStock = async ({ ask, tenantId }: Pick<Recorder, 'ask' | 'tenantId'>): Promise<Stock> => {
  const bounds = await ask({ text: range, values: [tenantId] });
  const numbers = { from: Number(bounds?.['from']), to: Number(bounds?.['to']) };
  const draw = async (isOpen: boolean, share: number): Promise<CaseKeys[]> => {
    const every = Math.max(1, Math.floor((numbers.to * share) / drawn));
    const row = await ask({ text: sampled(isOpen), values: [tenantId, every] });
    return JSON.parse(String(row?.['list'])) as CaseKeys[];
  };
  // Three in ten are open.
  const [cases, open] = [await draw(false, 1), await draw(true, 0.28)];
  return { numbers, cases, open, count: Number(bounds?.['count']) };
};

export const describeSite = async (
  { host, port }: Place,
  { numbers, cases, open }: Pick<Site, 'numbers' | 'cases' | 'open'>,
): Promise<Site> => ({
  host,
  port,
  sessions: { all: await signIn({ host, port }, 'all'), tenth: await signIn({ host, port }, 'tenth') },
  groupId: await findGroup({ host, port }),
  numbers,
  cases,
  open,
});
