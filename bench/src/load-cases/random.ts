/** Numbers that look random and are the same for the same seed (`sfc32`). */

export interface Random {
  /** At least 0, less than 1. */
  next(): number;
  /** A whole number, at least 0, less than `limit`. */
  below(limit: number): number;
  /** True in that share of all asked. */
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
}

export const createRandom = (seed: number): Random => {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, seed | 0];
  const bits = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 15; round += 1) bits(); // the seed reaches every bit
  const next = (): number => bits() / 0x1_0000_0000;
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (share) => next() < share,
    pick: <T>(list: readonly T[]): T => {
      const found = list[below(list.length)];
      if (found === undefined) throw new Error('Nothing can be picked from an empty list.');
      return found;
    },
  };
};

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/** A UUIDv7 of that instant, as the server makes them, but of seeded bits. */
export const uidAt = (ms: number, random: Random): string => {
  const time = hex(ms, 12);
  const variant = hex(0x8000 + random.below(0x4000), 4);
  const tail = hex(random.below(0x1_0000_0000), 8) + hex(random.below(0x1_0000), 4);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(random.below(0x1000), 3)}-${variant}-${tail}`;
};

/**
 * Draws ranks, 0 the most frequent, each about as often as 1 by its place (Zipf), as the words of a language are. `flat`
 * lets the first ones stand out less.
 */
export const createZipf = (ranks: number, flat = 0): ((random: Random) => number) => {
  const weights = Array.from({ length: ranks }, (_, rank) => 1 / (rank + 1 + flat));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const table = new Uint16Array(2 ** 20);
  let [rank, reached] = [0, (weights[0] ?? 0) / total];
  for (let slot = 0; slot < table.length; slot += 1) {
    while (rank < ranks - 1 && slot / table.length >= reached) {
      rank += 1;
      reached += (weights[rank] ?? 0) / total;
    }
    table[slot] = rank;
  }
  return (random) => table[random.below(table.length)] ?? 0;
};
