/** Processes with all that they started, found by who is whose child. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './programs.ts';

export interface Program {
  readonly command: readonly string[];
  /** Where it and all it starts is run: the words in front of it. */
  readonly inside: readonly string[];
  readonly account: Account | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly log: string;
}

/** In a session of its own: a Ctrl-C is for the script, which then ends everything itself. */
export const launch = ({ command, inside, account, env, log }: Program): ChildProcess => {
  const file = openSync(log, 'a');
  const as =
    account === undefined ? [] : ['setpriv', `--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'];
  const [first = '', ...rest] = [...inside, ...as, ...command];
  const child = spawn(first, rest, {
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8', ...env },
    stdio: ['ignore', file, file],
    detached: true,
    cwd: '/',
  });
  child.on('error', () => {}); // seen by its end
  return child;
};

const parents = (): Map<number, number> => {
  const found = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      found.set(Number(name), Number(fields[1]));
    } catch {} // it has ended meanwhile
  }
  return found;
};

/** That process and all below it. */
export const familyOf = (pid: number): number[] => {
  const all = parents();
  const family = [pid];
  for (let index = 0; index < family.length; index += 1) {
    for (const [child, parent] of all) if (parent === family[index]) family.push(child);
  }
  return family;
};

export const signalAll = (pids: readonly number[], signal: NodeJS.Signals): void => {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {} // it has ended already
  }
};

export const isRunning = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null;

/** Asks it to end, and insists after `patience` ms. */
export const endChild = async (child: ChildProcess, patience: number): Promise<void> => {
  if (child.pid === undefined || !isRunning(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const isEnded = await Promise.race([ended.then(() => true), sleep(patience, false, { ref: false })]);
  if (isEnded) return;
  signalAll(familyOf(child.pid), 'SIGKILL');
  await ended;
};
