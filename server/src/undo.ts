/** What a start took, to be given back in the opposite order. */
export interface Undo {
  add(step: () => Promise<void> | void): void;
  /** Takes every step, the last added first, also when one fails; rejects with the first failure. Repeated calls wait for the first. */
  run(): Promise<void>;
}

export const createUndo = (): Undo => {
  const steps: (() => Promise<void> | void)[] = [];
  let running: Promise<void> | undefined;
  const takeAll = async (): Promise<void> => {
    const failures: unknown[] = [];
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  };
  return {
    add: (step) => void steps.push(step),
    run: () => {
      running ??= takeAll();
      return running;
    },
  };
};
