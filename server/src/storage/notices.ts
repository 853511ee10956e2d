/**
 * What others are told of changes, on every node: a topic of a tenant has changed. Told after the commit and never by the
 * transaction itself, as a NOTIFY within one makes all commits wait for one another; so a node that dies in between
 * tells nobody, and who watches looks again by himself now and then.
 */
import type { Client } from 'pg';
import { endClient } from './end-client.ts';

export interface Notices {
  /** Tells every node soon; many in a short time are told as one. */
  announce(tenantId: number, topic: string): void;
  /**
   * Calls `heard` with what `load` answers, once soon and then after each change of the topic: one load a change, however
   * many watch the topic (all with a `load` that answers the same). The answer ends it.
   */
  watch<T>(tenantId: number, topic: string, load: () => Promise<T>, heard: (value: T) => void): () => void;
  close(): Promise<void>;
}

export interface NoticesOptions {
  /** A connection to listen on, kept while somebody watches. */
  connect(): Promise<Client>;
  /** Sends these payloads to every node. */
  send(payloads: readonly string[]): Promise<void>;
  onError(error: unknown): void;
}

export const channel = 'docket_changes';

/** Milliseconds: between two sendings; between two looks without a notice; until a lost connection is made again. */
const spacing = 20;
const patience = 5000;
const pause = 1000;

const payloadOf = (tenantId: number, topic: string): string => `${tenantId} ${topic}`;

/** Collects what is to be told, and sends it at most every `spacing` ms. */
const createSender = ({ send, onError }: NoticesOptions) => {
  const pending = new Set<string>();
  let last = 0;
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<void> = Promise.resolve();
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (pending.size === 0) return sending;
    last = performance.now();
    const payloads = [...pending];
    pending.clear();
    sending = sending.then(() => send(payloads)).catch(onError);
    return sending;
  };
  const add = (payload: string): void => {
    pending.add(payload);
    timer ??= setTimeout(flush, Math.max(0, last + spacing - performance.now()));
  };
  return { add, flush };
};

interface Watched {
  readonly hearers: Set<(value: unknown) => void>;
  /** Loads and tells; what is asked while it runs makes one more run. */
  refresh(): void;
}

const createWatched = (load: () => Promise<unknown>, onError: (error: unknown) => void): Watched => {
  const hearers = new Set<(value: unknown) => void>();
  let state: 'idle' | 'loading' | 'again' = 'idle';
  const run = async (): Promise<void> => {
    do {
      state = 'loading';
      try {
        const value = await load();
        for (const heard of [...hearers]) heard(value);
      } catch (error) {
        onError(error);
      }
    } while ((state as string) === 'again' && hearers.size > 0);
    state = 'idle';
  };
  const refresh = (): void => {
    if (state === 'idle') void run();
    else state = 'again';
  };
  return { hearers, refresh };
};

/** Keeps a listening connection while it is wanted, and makes it again where it was lost. */
const createEar = ({ connect, onError }: NoticesOptions, heard: (payload: string) => void, began: () => void) => {
  let client: Promise<Client> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isWanted = false;
  const open = (): void => {
    if (!isWanted || client !== undefined) return;
    const opening = connect().then(async (made) => {
      made.on('error', () => lose(opening));
      made.on('end', () => lose(opening));
      made.on('notification', ({ payload = '' }) => heard(payload));
      await made.query(`listen ${channel}`);
      began(); // what was told before is seen by looking
      return made;
    });
    client = opening;
    opening.catch((error: unknown) => {
      onError(error);
      lose(opening);
    });
  };
  const lose = (lost: Promise<Client>): void => {
    if (client !== lost) return;
    client = undefined;
    lost.then(endClient).catch(() => {});
    if (isWanted) timer = setTimeout(open, pause).unref();
  };
  const close = async (): Promise<void> => {
    isWanted = false;
    clearTimeout(timer);
    const last = client;
    client = undefined;
    await last?.then(endClient).catch(() => {});
  };
  const start = (): void => {
    isWanted = true;
    open();
  };
  return { start, close };
};

/** Nothing is connected until somebody watches. */
export const createNotices = (options: NoticesOptions): Notices => {
  const { onError } = options;
  const watched = new Map<string, Watched>();
  const sender = createSender(options);
  const refreshAll = (): void => {
    for (const one of watched.values()) one.refresh();
  };
  const ear = createEar(options, (payload) => watched.get(payload)?.refresh(), refreshAll);
  const timer = setInterval(refreshAll, patience).unref();
  return {
    announce: (tenantId, topic) => sender.add(payloadOf(tenantId, topic)),
    watch: (tenantId, topic, load, heard) => {
      const key = payloadOf(tenantId, topic);
      const one = watched.get(key) ?? createWatched(load, onError);
      watched.set(key, one);
      // Its own function, so that one hearer that watches twice is two.
      const hearer = (value: unknown): void => heard(value as Awaited<ReturnType<typeof load>>);
      one.hearers.add(hearer);
      ear.start();
      one.refresh();
      return () => {
        one.hearers.delete(hearer);
        if (one.hearers.size === 0 && watched.get(key) === one) watched.delete(key);
      };
    },
    close: async () => {
      clearInterval(timer);
      watched.clear();
      await sender.flush();
      await ear.close();
    },
  };
};
