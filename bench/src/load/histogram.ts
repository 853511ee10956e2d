/** Latencies in buckets of about 1 %: small, mergeable, and exact enough to read a 99th percentile from. */

export interface Histogram {
  /** Milliseconds. */
  add(ms: number): void;
  /** The latency below which that share (0 to 1) of all lies, in ms; 0 where there is none. */
  quantile(share: number): number;
  readonly count: () => number;
  readonly max: () => number;
}

const perOctave = 64;
/** Up to 2^24 µs, 16 s; slower ones share the last bucket. */
const octaves = 24;

export const createHistogram = (): Histogram => {
  const buckets = new Uint32Array(perOctave * octaves + 1);
  let total = 0;
  let largest = 0;
  const bucketOf = (ms: number): number =>
    Math.min(buckets.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, ms * 1000)) * perOctave)));
  const quantile = (share: number): number => {
    let left = share * total;
    for (let index = 0; index < buckets.length; index += 1) {
      left -= buckets[index] ?? 0;
      if (left <= 0 && total > 0) return Math.min(largest, 2 ** ((index + 1) / perOctave) / 1000);
    }
    return largest;
  };
  return {
    add: (ms) => {
      const bucket = bucketOf(ms);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
      total += 1;
      if (ms > largest) largest = ms;
    },
    quantile,
    count: () => total,
    max: () => largest,
  };
};
