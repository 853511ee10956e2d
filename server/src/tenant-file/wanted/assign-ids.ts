/** Which stored thing an entry of the file is, and the ids of those that are new. */
import { newUid } from '../../domain/uid.ts';
import { largestId } from '../schema/values.ts';

/** An entry of the file. */
export interface Entry {
  readonly name: string;
  readonly id?: number | undefined;
  readonly uid?: string | undefined;
}

/** What the store has. */
export interface Stored {
  readonly name: string;
  readonly id: number;
  readonly uid: string | null;
}

export interface Identity {
  readonly id: number;
  readonly uid: string;
}

/** Ids for new things: above all that the file and the store have, so that none is given twice. */
const createMint = (used: readonly number[]): (() => number) => {
  const taken = new Set(used);
  let next = used.reduce((most, id) => Math.max(most, id), 0) + 1;
  return () => {
    if (next > largestId) next = 1;
    while (taken.has(next)) next += 1;
    taken.add(next);
    return next;
  };
};

/**
 * Ids by the entry's name. An entry with an id is the stored thing of that id, whatever its name was (so names can
 * change); one without is the stored thing of its name. `refuse` hears of an id that is given to one thing while the
 * store knows it for another that is still in the file.
 */
export const assignIds = (
  entries: readonly Entry[],
  stored: readonly Stored[],
  refuse: (index: number, message: string) => void,
): ReadonlyMap<string, Identity> => {
  const byId = new Map(stored.map((row) => [row.id, row]));
  const byName = new Map(stored.map((row) => [row.name, row]));
  const withoutId = new Set(entries.filter((entry) => entry.id === undefined).map((entry) => entry.name));
  const mint = createMint([...stored.map((row) => row.id), ...entries.flatMap((entry) => entry.id ?? [])]);
  const identities = new Map<string, Identity>();
  for (const [index, entry] of entries.entries()) {
    const same = entry.id === undefined ? byName.get(entry.name) : byId.get(entry.id);
    if (same && same.name !== entry.name && withoutId.has(same.name)) {
      refuse(index, `the id ${same.id} is the one of '${same.name}' in the store; give '${same.name}' its id too`);
    }
    const id = entry.id ?? same?.id ?? mint();
    identities.set(entry.name, { id, uid: entry.uid ?? same?.uid ?? newUid(Date.now()) });
  }
  return identities;
};
