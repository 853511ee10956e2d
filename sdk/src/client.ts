/** The client: what it is told once, and the calls by noun. */
import { type Cases, createCases } from './cases.ts';
import { type Configuration, createConfiguration } from './configuration.ts';
import { createFiles, type Files } from './files.ts';
import { type RetryPolicy, usualRetries } from './retry.ts';
import { type CallOptions, createSender, segment } from './sender.ts';
import { createSession, type Session } from './session.ts';
import { createTasks, type Tasks } from './tasks.ts';

export interface ClientOptions {
  /** Where Docket is, without `/api/v1`: `https://cases.example.org`. Empty: where the page came from. */
  readonly baseUrl: string;
  /** A bearer token of a credential. Without one the client works by the session's cookie, as a browser keeps it. */
  readonly token?: string;
  /** Default: the platform's. */
  readonly fetch?: typeof fetch;
  readonly retry?: Partial<RetryPolicy>;
}

export interface References {
  /** Whether a case of the tenant has the reference, seen or not. It reserves nothing. */
  inUse(reference: string, options?: CallOptions): Promise<boolean>;
}

export interface Client extends Configuration {
  readonly cases: Cases;
  readonly references: References;
  readonly files: Files;
  readonly tasks: Tasks;
  readonly session: Session;
}

/**
 * A client of the native API. Every call fails with a `ProblemError` when the server refuses, and with what `fetch`
 * throws when it cannot be reached. What is safe to send twice is tried again when the server cannot be reached or
 * answers 503.
 *
 * ```ts
 * const docket = createClient({ baseUrl: 'http://127.0.0.1:8080', token: 'docket-api-token' });
 * const made = await docket.cases.create({ subject: 'Street light out' });
 * await docket.cases.patch(made, { severity: 'high' });
 * ```
 */
export const createClient = (options: ClientOptions): Client => {
  const { token } = options;
  const session: { csrf: string | undefined } = { csrf: undefined };
  const send = createSender({
    baseUrl: options.baseUrl,
    // Called through a function of ours: browsers refuse their own `fetch` as a method of another object.
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    retry: { ...usualRetries, ...options.retry },
    signIn: (method): Record<string, string> => {
      if (token !== undefined) return { authorization: `Bearer ${token}` };
      const changes = method !== 'GET' && method !== 'HEAD';
      return changes && session.csrf !== undefined ? { 'x-docket-csrf': session.csrf } : {};
    },
  });
  return {
    cases: createCases(send),
    references: {
      inUse: async (reference, callOptions) => {
        const path = `/references/${segment(reference)}`;
        const { status } = await send({ method: 'HEAD', path, options: callOptions, accepted: [404] });
        return status !== 404;
      },
    },
    files: createFiles(send),
    tasks: createTasks(send),
    session: createSession(send, (csrf) => {
      session.csrf = csrf;
    }),
    ...createConfiguration(send),
  };
};
