/**
 * How long somebody will wait, from how long serving took: the mean of the queue's last 20 cases that were called and
 * completed, times those ahead, by the users who serve it now (contract qflow (d), EstimatedWT).
 */

/** What is known of a queue's serving. */
export interface Serving {
  /** How many of the last 20 there are. */
  readonly servedCount: number;
  /** Seconds from call to completion, on average of those; null: there are none. */
  readonly meanServiceSeconds: number | null;
  /** Different users who serve a ticket of the queue now. */
  readonly servers: number;
}

/** Fewer say too little. */
export const enoughServed = 3;

/** The mean that is to be relied on; null: too few were served. */
export const measuredMean = ({ servedCount, meanServiceSeconds }: Serving): number | null =>
  servedCount < enoughServed ? null : meanServiceSeconds;

/** Whole seconds, rounded up. `fallback`: seconds of service to reckon with while too few were served; null: no answer then. */
export const estimateWait = <F extends number | null>(
  serving: Serving,
  ahead: number,
  fallback: F,
): number | (F extends null ? null : never) => {
  const mean = measuredMean(serving) ?? fallback;
  if (mean === null) return null as F extends null ? null : never;
  return Math.ceil((ahead * mean) / Math.max(1, serving.servers));
};
