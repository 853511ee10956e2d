/** A reader of a queue's live state (server-sent events). */
import { request } from 'node:http';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { send } from '../../acceptance/support/http.ts';

export interface Events {
  count(): number;
  /** Resolves when so many have come. */
  reach(count: number): Promise<void>;
}

/** Somebody who sees the queue; the cookie of a session. */
const signIn = async (server: string, login: string): Promise<string> => {
  const headers = { 'content-type': 'application/json' };
  const body = { login, password: `${login}-pw` };
  const answer = await send(`${server}/api/v1/session`, { method: 'POST', headers, body });
  return String(answer.headers['set-cookie']).split(';', 1)[0] ?? '';
};

/** Resolves with the first event; goes with the test. */
export const openEvents = async (t: Pick<TestContext, 'after'>, server: string, queue: string): Promise<Events> => {
  const cookie = await signIn(server, 'kiosk');
  return new Promise((resolve, reject) => {
    const headers = { cookie };
    let text = '';
    const count = (): number => text.split('event: queue\n').length - 1;
    const asked = request(`${server}/api/v1/queues/${queue}/stream`, { headers, agent: false }, (response) => {
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        if (count() > 0) resolve({ count, reach });
      });
      response.on('error', () => {}).on('end', () => asked.destroy());
    });
    const reach = async (wanted: number): Promise<void> => {
      while (count() < wanted && !asked.destroyed) await sleep(20);
      if (count() < wanted) throw new Error('The stream ended.');
    };
    t.after(() => void asked.destroy());
    asked.on('error', reject).end();
  });
};
