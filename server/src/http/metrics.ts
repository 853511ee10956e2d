/** What Prometheus reads at `/metrics`. One registry a process, made by `main` and passed as an argument. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface PoolUse {
  readonly total: number;
  readonly idle: number;
  readonly waiting: number;
}

export interface Metrics {
  /** `route` is the pattern, never the path: few values. `ms` is from the first header to the last byte. */
  observe(face: string, method: string, route: string, status: number, ms: number): void;
  /** Read at each scrape. */
  watchPool(read: () => PoolUse): void;
  /** The page, and its Content-Type. */
  page(): Promise<{ type: string; text: string }>;
}

const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const known = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

const watchPool = (registry: Registry, read: () => PoolUse): void => {
  const connections = new Gauge({
    name: 'docket_pool_connections',
    help: 'Connections to the database, by state; waiting are the calls that wait for one',
    labelNames: ['state'],
    registers: [registry],
    collect: () => {
      const use = read();
      connections.set({ state: 'busy' }, use.total - use.idle);
      connections.set({ state: 'idle' }, use.idle);
      connections.set({ state: 'waiting' }, use.waiting);
    },
  });
};

/** Counted here and told at each scrape: to find a counter by its labels costs more than all else that is noted of a request. */
const countRequests = (registry: Registry) => {
  const counts = new Map<string, { readonly labels: Record<string, string>; count: number }>();
  const requests = new Counter({
    name: 'docket_requests_total',
    help: 'Requests answered',
    labelNames: ['face', 'method', 'route', 'status'],
    registers: [registry],
    collect: () => {
      requests.reset();
      for (const { labels, count } of counts.values()) requests.inc(labels, count);
    },
  });
  return (face: string, method: string, route: string, status: string): void => {
    const key = `${face} ${method} ${status} ${route}`;
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { labels: { face, method, route, status }, count: 1 });
    else known.count += 1;
  };
};

/** `process`: also the process's own numbers (memory, event loop, garbage collection). Off where several run in one. */
export const createMetrics = (options: { process: boolean }): Metrics => {
  const registry = new Registry();
  if (options.process) collectDefaultMetrics({ register: registry });
  const count = countRequests(registry);
  const durations = new Histogram({
    name: 'docket_request_duration_seconds',
    help: 'Time to answer a request',
    labelNames: ['face'],
    buckets: bounds,
    registers: [registry],
  });
  return {
    observe: (face, method, route, status, ms) => {
      const verb = known.has(method) ? method : 'other';
      count(face, verb, route, `${Math.floor(status / 100)}xx`);
      durations.observe({ face }, ms / 1000);
    },
    watchPool: (read) => watchPool(registry, read),
    page: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
};
