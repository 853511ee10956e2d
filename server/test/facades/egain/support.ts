/** A Docket with its eGain face, and the few calls that every test makes. */
import type { InjectOptions, Response } from 'light-my-request';
import type { Case } from '../../../src/domain/cases/case.ts';
import { createCase } from '../../../src/domain/cases/create-case.ts';
import { getCase } from '../../../src/domain/cases/find-case.ts';
import type { NewCase } from '../../../src/domain/cases/new-case.ts';
import { type Docket, startDocket } from '../../support/docket.ts';

export const base = '/egain/system/ws/v12';

export interface Egain extends Docket {
  /** A session of that user. */
  login(user: string): Promise<string>;
  /** A call with JSON both ways, unless `headers` say otherwise; `body` that is no text is written as JSON. */
  call(session: string | undefined, method: string, path: string, options?: CallOptions): Promise<Response>;
  /** A case of Service (unit 999) unless said otherwise, made by the native face. */
  make(input?: Partial<NewCase>, login?: string): Promise<Case>;
  /** The case as it is now. */
  read(number: number): Promise<Case>;
}

export interface CallOptions {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** One, or another node beside one. */
export const startEgain = async (beside?: Egain): Promise<Egain> => {
  const docket = await startDocket(beside);
  const call: Egain['call'] = (session, method, path, { body, headers = {} } = {}) => {
    const payload =
      body === undefined || typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    return docket.inject({
      method: method as NonNullable<InjectOptions['method']>,
      url: path.startsWith('/egain') ? path : `${base}${path}`,
      headers: {
        accept: 'application/json',
        ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
        ...(session === undefined ? {} : { 'x-egain-session': session }),
        ...headers,
      },
      ...(payload === undefined ? {} : { payload }),
    });
  };
  return {
    ...docket,
    call,
    login: async (user) => {
      const passwords: Record<string, string> = { msingleton: 'mike-pw' };
      const body = { userName: user, password: passwords[user] ?? `${user}-pw` };
      const answer = await call(undefined, 'POST', '/authentication/user/login?forceLogin=yes', { body });
      return String(answer.headers['x-egain-session']);
    },
    make: (input = {}, login = 'msingleton') => {
      // By the server itself, so that a test may use any unit.
      const actor = { ...docket.actor(login), user: null, recordedAs: docket.actor(login).user };
      return docket.core.run(actor, (tx) =>
        createCase(tx, actor, { referenceStyle: 'number', unitId: 999, subject: 'A case', ...input }),
      );
    },
    read: (number) => {
      const actor = { ...docket.actor('frank'), user: null };
      return docket.core.view(actor, (db) => getCase(db, actor, { number }));
    },
  };
};

/** The code of an answer in JSON. */
export const codeOf = (answer: Response): string => `${answer.statusCode} ${String(answer.json().code)}`;

/** The least that Edit Case wants of a case. */
export const stamp = (found: Case): { id: string; lastModified: { date: string } } => ({
  id: String(found.number),
  lastModified: { date: found.modifiedAt.toISOString() },
});
