/**
 * Tells a database that hangs (stopped, swapped out, behind a line that went dead) from a statement that takes long: the
 * one does not greet a new connection either. Without this, whoever asks it would wait for as long as it hangs.
 */

export interface Pulse {
  /** Whether the database was found not to answer, and has not answered since. */
  readonly isLost: boolean;
  close(): void;
}

export interface PulseOptions {
  /** Milliseconds for which a statement has waited for its answer, the longest of them. */
  waited(): number;
  /** Resolves when the database answers anything at all, in a moment; rejects when it does not. */
  probe(): Promise<void>;
  /** Told when it is lost: nobody needs wait any longer. */
  onLost(): void;
  /** Milliseconds without an answer that raise the question. */
  readonly patience: number;
}

const period = 1000;

/** A process that stood still itself finds every answer late, once: it asks twice. */
const tries = 2;

export const createPulse = ({ waited, probe, onLost, patience }: PulseOptions): Pulse => {
  let isLost = false;
  let isLooking = false;

  const answers = async (): Promise<boolean> => {
    for (let left = isLost ? 1 : tries; left > 0; left -= 1) {
      const isThere = await probe().then(
        () => true,
        () => false,
      );
      if (isThere) return true;
    }
    return false;
  };
  const look = async (): Promise<void> => {
    if (isLooking || (!isLost && waited() < patience)) return;
    isLooking = true;
    const isThere = await answers();
    isLooking = false;
    isLost = !isThere;
    if (isLost) onLost();
  };
  const timer = setInterval(() => void look(), period);
  timer.unref();
  return {
    get isLost() {
      return isLost;
    },
    close: () => clearInterval(timer),
  };
};
