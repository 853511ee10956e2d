/**
 * Breaks off connections to a host that another has taken the place of without its knowing. A host that was frozen or cut
 * off from the network sends neither an answer nor an end. (Where no host answers at all, `wire/pulse.ts` sees that.)
 */
import type { Connector } from './connect.ts';
import type { Link } from './wire/link.ts';

export interface LostHosts {
  watch(link: Link, host: number): void;
  forget(link: Link): void;
  close(): Promise<void>;
}

export interface Patience {
  /** Milliseconds between two looks. */
  readonly period: number;
  /** So long a statement may take before the other hosts are asked whether one of them takes the writes by now. */
  readonly doubt: number;
}

const usual: Patience = { period: 1000, doubt: 3000 };

const gone = (): Error => new Error('Connection terminated: its host does not answer.');

export const leaveLostHosts = (connector: Connector, { period, doubt }: Patience = usual): LostHosts => {
  const hosts = new Map<Link, number>();
  let looking: Promise<void> | undefined;

  const stuckFor = (ms: number): [Link, number][] => {
    const before = performance.now() - ms;
    return [...hosts].filter(([link]) => link.pending > 0 && link.since < before);
  };

  /** One host at a time takes writes: where another one does, this one is not it any more. */
  const look = async (): Promise<void> => {
    const [first] = stuckFor(doubt);
    if (first === undefined || !(await connector.mayMove())) return;
    const { client, host } = await connector.connect({}, { passOver: first[1] });
    await client.end();
    for (const [link, its] of hosts) if (its !== host) link.cut(gone());
  };

  const timer = setInterval(() => {
    if (hosts.size === 0) return;
    looking ??= look()
      .catch(() => {}) // no other host takes writes: there is nothing better than to wait
      .finally(() => {
        looking = undefined;
      });
  }, period);
  timer.unref();

  return {
    watch: (link, host) => {
      if (link.isAlive) hosts.set(link, host);
    },
    forget: (link) => void hosts.delete(link),
    close: async () => {
      clearInterval(timer);
      await looking;
    },
  };
};
