/** Phases on a machine whose host has other guests: one that they disturbed is measured again. */
import { watchStolen } from './machine.ts';

export interface Phased<T> {
  readonly found: T;
  /** The share of the processors' time that went to other guests meanwhile; null: the system does not tell. */
  readonly stolen: number | null;
}

/** So little disturbs nothing. */
const quiet = 0.01;

interface More {
  /** What each try needs to find done; it is not watched. */
  readonly before?: () => Promise<unknown>;
  readonly watch?: () => () => number | null;
}

/**
 * Runs a phase up to `tries` times, until one of them was quiet, and answers with the quietest: which one counts depends on
 * what the host did, never on what was measured.
 */
export const quietest = async <T>(
  tries: number,
  phase: () => Promise<T>,
  { before, watch = watchStolen }: More = {},
): Promise<Phased<T>> => {
  const take = async (): Promise<Phased<T>> => {
    await before?.();
    const stolen = watch();
    const found = await phase();
    return { found, stolen: stolen() };
  };
  const disturbance = ({ stolen }: Phased<T>): number => stolen ?? 0;
  let best = await take();
  for (let more = 1; more < tries && disturbance(best) > quiet; more += 1) {
    const next = await take();
    if (disturbance(next) < disturbance(best)) best = next;
  }
  return best;
};
