/** What the figures were measured on. */
import { closeSync, fsyncSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';

export interface Machine {
  readonly cores: number;
  readonly model: string;
  readonly system: string;
  readonly memoryMb: number;
  readonly node: string;
  /** One after the other, of 8 kB each, in the directory of the database. */
  readonly fsyncsPerSecond: number;
}

const countFsyncs = (directory: string): number => {
  const path = join(directory, 'fsync-probe');
  const file = openSync(path, 'w');
  const page = Buffer.alloc(8192, 1);
  const start = performance.now();
  let count = 0;
  try {
    for (; performance.now() - start < 500; count += 1) {
      writeSync(file, page, 0, page.length, (count % 128) * page.length);
      fsyncSync(file);
    }
    return (count / (performance.now() - start)) * 1000;
  } finally {
    closeSync(file);
    unlinkSync(path);
  }
};

/** Half a second of fsync in `directory`, and what the system says of itself. */
export const describeMachine = (directory: string): Machine => {
  const cores = cpus();
  return {
    cores: cores.length,
    model: cores[0]?.model.trim() ?? 'unknown',
    system: `${platform()} ${release()} ${arch()}`,
    memoryMb: Math.round(totalmem() / 1024 / 1024),
    node: process.version,
    fsyncsPerSecond: Math.round(countFsyncs(directory)),
  };
};

/** The processors' time so far, in ticks: all of it, and what the host gave to others. Linux alone tells. */
const readTicks = (): { readonly all: number; readonly stolen: number } => {
  const line = platform() === 'linux' ? (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '') : '';
  const ticks = line.split(/ +/).slice(1, 9).map(Number); // user, nice, system, idle, iowait, irq, softirq, steal
  return { all: ticks.reduce((sum, tick) => sum + tick, 0), stolen: ticks[7] ?? 0 };
};

/** Answers what share of the processors' time the host has given to others since; null: it does not tell. */
export const watchStolen = (): (() => number | null) => {
  const before = readTicks();
  return () => {
    const { all, stolen } = readTicks();
    return all > before.all ? (stolen - before.stolen) / (all - before.all) : null;
  };
};
