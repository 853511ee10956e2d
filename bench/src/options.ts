import { parseArgs } from 'node:util';

export interface Options {
  /** So many cases are in the store before anything is measured. */
  readonly cases: number;
  /** A data directory that is filled, or was filled by an earlier run, and stays; undefined: one that goes with the run. */
  readonly data: string | undefined;
  /** Each call is measured with each of these: with one a call's own time is seen, with many the rate. */
  readonly connections: readonly number[];
  /** Of each measured phase. */
  readonly seconds: number;
  /** How often each call is measured, database and HTTP in turn; the table shows medians. */
  readonly rounds: number;
  /** How often a phase is measured that other guests of the host disturb, before its quietest counts. */
  readonly tries: number;
  /** Only calls whose name holds this text. */
  readonly only: string;
  /** A file for the figures. */
  readonly json: string | undefined;
  /** A directory for a CPU profile of the server. */
  readonly profile: string | undefined;
}

export const usage =
  'npm run bench -- [--cases 10000] [--data DIR] [--connections 1,8,32,128] [--seconds 1] [--rounds 1] [--tries 3] ' +
  '[--only TEXT] [--json FILE] [--profile DIR]';

const positive = (name: string, text: string): number => {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name} must be a number above 0, not '${text}'.\n${usage}`);
  return value;
};

/** Throws a sentence for people. */
export const readOptions = (args: string[]): Options => {
  const { values } = parseArgs({
    args,
    options: {
      cases: { type: 'string', default: '10000' },
      data: { type: 'string' },
      connections: { type: 'string', default: '1,8,32,128' },
      seconds: { type: 'string', default: '1' },
      rounds: { type: 'string', default: '1' },
      tries: { type: 'string', default: '3' },
      only: { type: 'string', default: '' },
      json: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  return {
    cases: Math.ceil(positive('cases', values.cases)),
    data: values.data,
    connections: values.connections.split(',').map((text) => Math.ceil(positive('connections', text))),
    seconds: positive('seconds', values.seconds),
    rounds: Math.ceil(positive('rounds', values.rounds)),
    tries: Math.ceil(positive('tries', values.tries)),
    only: values.only,
    json: values.json,
    profile: values.profile,
  };
};
