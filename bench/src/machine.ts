/** What the figures were measured on. */
import { closeSync, fsyncSync, openSync, unlinkSync, writeSync } from 'node:fs';
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
