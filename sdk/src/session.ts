/** Signing in by name and password, for pages: the browser keeps the cookie (contract api, "Signing in"). */
import { type CallOptions, readJson, type Send } from './sender.ts';
import type { Me } from './types.ts';

export interface Session {
  /** Fails with 401 for a wrong name or password, with 429 after too many. */
  signIn(given: { readonly login: string; readonly password: string }, options?: CallOptions): Promise<Me>;
  signOut(options?: CallOptions): Promise<void>;
  /** Who is signed in. A page that was loaded anew asks this first: changing calls need what it learns. */
  me(options?: CallOptions): Promise<Me>;
}

/** `keep` is told the value of `X-Docket-CSRF` that changing calls need from now on. */
export const createSession = (send: Send, keep: (csrf: string | undefined) => void): Session => {
  const readMe = async (answer: Promise<Response>): Promise<Me> => {
    const me = await readJson<Me>(answer);
    keep(me.csrf ?? undefined);
    return me;
  };
  return {
    signIn: ({ login, password }, options) => {
      const json = { login, password };
      return readMe(send({ method: 'POST', path: '/session', json, unkept: true, options }));
    },
    signOut: async (options) => {
      await send({ method: 'DELETE', path: '/session', options });
      keep(undefined);
    },
    me: (options) => readMe(send({ method: 'GET', path: '/me', options })),
  };
};
