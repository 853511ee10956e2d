/** When a call is tried again, and after how long. */

export interface RetryPolicy {
  /** Calls in all, the first one included; 1: never again. Default 4. */
  readonly attempts: number;
  /** Milliseconds before the second call where the server names no time; doubled each time. Default 200. */
  readonly firstWaitMs: number;
  /** Milliseconds; a server that asks for more is not asked again. Default 10,000. */
  readonly longestWaitMs: number;
}

export const usualRetries: RetryPolicy = { attempts: 4, firstWaitMs: 200, longestWaitMs: 10_000 };

/** `Retry-After`, seconds or a date, in milliseconds from `now`; undefined: none that can be read. */
export const readRetryAfter = (header: string | null, now: number): number | undefined => {
  if (header === null) return undefined;
  if (/^[0-9]{1,9}$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
};

/**
 * Milliseconds to wait after `done` calls; undefined: give up. Without a word from the server the wait is spread, so that
 * many clients that lost it together do not come back together.
 */
export const waitAfter = (
  policy: RetryPolicy,
  done: number,
  asked: number | undefined,
  random: () => number,
): number | undefined => {
  if (done >= policy.attempts) return undefined;
  if (asked !== undefined) return asked <= policy.longestWaitMs ? asked : undefined;
  const longest = Math.min(policy.firstWaitMs * 2 ** (done - 1), policy.longestWaitMs);
  return longest * (0.5 + random() / 2);
};

/** Waits; rejects with the signal's reason when it is aborted. */
export const pause = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', stop, { once: true });
  });
