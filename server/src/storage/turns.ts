/** Works that would only wait for one another, each begun when the one before has ended, in the order of asking. */
export type InTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>;

export const createTurns = (): InTurn => {
  const last = new Map<string, Promise<void>>();
  return (key, work) => {
    const own = (last.get(key) ?? Promise.resolve()).then(work);
    const ended: Promise<void> = own.then(
      () => forget(),
      () => forget(),
    );
    const forget = (): void => {
      if (last.get(key) === ended) last.delete(key);
    };
    last.set(key, ended);
    return own;
  };
};
