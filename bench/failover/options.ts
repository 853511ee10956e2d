import { parseArgs } from 'node:util';

/** What happens to the primary. */
export const blows = {
  kill: 'its PostgreSQL and its Patroni are killed with -9, as by a loss of power',
  crash: 'its PostgreSQL alone is killed with -9',
  freeze: 'all its processes are stopped where they are, and their connections stay open',
  cut: 'its network is cut (namespaces: needs root)',
  switchover: 'the lead is handed over, as for maintenance',
} as const;

export type Blow = keyof typeof blows;

export interface Options {
  readonly blows: readonly Blow[];
  readonly nodes: number;
  /** `docket serve` processes; the writers use them in turn. */
  readonly servers: number;
  /** Connections that write through each face. */
  readonly writers: number;
  /** Seconds of writing before the blow, and after writes go on. */
  readonly seconds: number;
  /** Patroni's, in seconds. */
  readonly ttl: number;
  readonly loopWait: number;
  readonly retryTimeout: number;
  /** Keeps the directory, for a look at the logs. */
  readonly keep: boolean;
}

export const usage = `npm run bench:failover -- [--how kill,crash,freeze,cut,switchover] [--nodes 3] [--servers 2] [--writers 2]
    [--seconds 5] [--ttl 20] [--loop-wait 2] [--retry-timeout 5] [--keep]
${Object.entries(blows)
  .map(([name, meaning]) => `  ${name}: ${meaning}`)
  .join('\n')}`;

const whole = (name: string, text: string, least: number): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new Error(`--${name} must be a whole number from ${least}, not '${text}'.\n${usage}`);
};

const readBlows = (text: string): Blow[] =>
  text.split(',').map((name) => {
    if (Object.hasOwn(blows, name)) return name as Blow;
    throw new Error(`--how knows no '${name}'.\n${usage}`);
  });

/** Throws a sentence for people. */
export const readOptions = (args: string[]): Options => {
  const { values } = parseArgs({
    args,
    options: {
      how: { type: 'string', default: 'kill' },
      nodes: { type: 'string', default: '3' },
      servers: { type: 'string', default: '2' },
      writers: { type: 'string', default: '2' },
      seconds: { type: 'string', default: '5' },
      ttl: { type: 'string', default: '20' },
      'loop-wait': { type: 'string', default: '2' },
      'retry-timeout': { type: 'string', default: '5' },
      keep: { type: 'boolean', default: false },
    },
  });
  const options: Options = {
    blows: readBlows(values.how),
    nodes: whole('nodes', values.nodes, 2),
    servers: whole('servers', values.servers, 1),
    writers: whole('writers', values.writers, 1),
    seconds: whole('seconds', values.seconds, 1),
    ttl: whole('ttl', values.ttl, 5),
    loopWait: whole('loop-wait', values['loop-wait'], 1),
    retryTimeout: whole('retry-timeout', values['retry-timeout'], 1),
    keep: values.keep,
  };
  // Patroni's own rule: a primary must be able to renew its lease before it ends.
  if (options.loopWait + 2 * options.retryTimeout > options.ttl) {
    throw new Error(`--ttl must be at least --loop-wait and twice --retry-timeout together.\n${usage}`);
  }
  return options;
};
