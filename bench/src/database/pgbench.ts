/** The database side by PostgreSQL's own `pgbench`, with prepared statements. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createHistogram } from '../load/histogram.ts';
import type { Measured } from '../load/measured.ts';
import type { Phase } from './phase.ts';
import { bounds, type Source, type Statement } from './script.ts';
import { programSettings, sessionOptions } from './settings.ts';
import { textOf } from './text-of.ts';

/** A query of its own, since the planner looks in no index for a value that may be another one for each row. */
const fresh = '(select gen_random_uuid()::text)';

const run = promisify(execFile);

export const hasPgbench = (): Promise<boolean> =>
  run('pgbench', ['--version']).then(
    () => true,
    () => false,
  );

interface Written {
  readonly script: string;
  /** Values that travel as parameters, as the server sends them. */
  readonly variables: Readonly<Record<string, string>>;
}

/** `uuidv7()` where the server has it: ids made later sort later, as Docket's do. */
const write = (statements: readonly Statement[], { hasUuid7, numbers, subject }: Phase): Written => {
  const variables: Record<string, string> = {};
  const newUuid = hasUuid7 ? 'uuidv7()' : 'gen_random_uuid()';
  const render = (source: Source, name: string): string => {
    if (source.from === 'uuid') return newUuid;
    if (source.from === 'uuids') return `array[${Array(source.count).fill(newUuid).join(', ')}]`;
    if (source.from === 'answer') return `:a${source.statement}_${source.column}`;
    const about = subject === 'number' ? ':subject' : fresh;
    if (source.from === 'subject') return about;
    if (source.from === 'subjects') return `array[${about}]`;
    if (source.from === 'fresh') return fresh;
    const text = textOf(source.value);
    if (text === undefined) return 'null';
    if (text === '') return "''"; // pgbench takes no empty variable
    variables[name] = text;
    return `:${name}`;
  };
  const { begins, ends } = bounds(statements);
  const lines = subject === 'number' ? [`\\set subject random(${numbers.from}, ${numbers.to})`] : [];
  statements.forEach(({ text, sources, needed }, i) => {
    if (begins.has(i)) lines.push('begin;');
    const sql = text.replace(/\$(\d+)/g, (_, digits: string) => {
      const source = sources[Number(digits) - 1];
      return source === undefined ? 'null' : render(source, `v${i}_${digits}`);
    });
    const oneLine = sql.replace(/\s+/g, ' ').trim();
    lines.push(needed.length === 0 ? `${oneLine};` : `${oneLine} \\gset a${i}_`);
    if (ends.has(i)) lines.push('commit;');
  });
  return { script: `${lines.join('\n')}\n`, variables };
};

/** Latencies from the transaction logs, of which each line is `client transaction microseconds …`. */
const readLogs = async (directory: string, seconds: number): Promise<Measured> => {
  const histogram = createHistogram();
  for (const name of await readdir(directory)) {
    if (!name.startsWith('log.')) continue;
    for (const line of (await readFile(join(directory, name), 'utf8')).split('\n')) {
      const micros = Number(line.split(' ')[2]);
      if (micros > 0) histogram.add(micros / 1000);
    }
  }
  const [p50 = 0, p95 = 0, p99 = 0] = [0.5, 0.95, 0.99].map((share) => histogram.quantile(share));
  return { perSecond: histogram.count() / seconds, p50, p95, p99, max: histogram.max() };
};

export const runPgbench = async (statements: readonly Statement[], phase: Phase): Promise<Measured> => {
  const directory = await mkdtemp(join(tmpdir(), 'docket-pgbench-'));
  try {
    const { script, variables } = write(statements, phase);
    const file = join(directory, 'script.sql');
    await writeFile(file, script);
    const { env, database } = programSettings(phase.connection);
    const args = [
      '-n',
      '-M',
      'prepared',
      '-f',
      file,
      '-c',
      `${phase.connections}`,
      '-j',
      '1',
      '-T',
      `${phase.seconds}`,
    ];
    const given = Object.entries(variables).flatMap(([name, value]) => ['-D', `${name}=${value}`]);
    const told = await run('pgbench', [...args, '-l', `--log-prefix=${directory}/log`, ...given, database], {
      env: { ...process.env, ...env, PGOPTIONS: sessionOptions(phase.tenantId) },
      signal: phase.signal,
      maxBuffer: 16 * 1024 * 1024,
    }).catch(({ stderr }: { stderr?: string }) => ({ stdout: '', stderr: stderr || 'pgbench: ERROR' }));
    if (/aborted|ERROR/.test(told.stderr)) throw new Error(told.stderr.slice(0, 300));
    const measured = await readLogs(directory, phase.seconds);
    // pgbench's own figure leaves the time to connect out.
    const rate = Number(/tps = ([0-9.]+) \(without/.exec(told.stdout)?.[1] ?? measured.perSecond);
    return { ...measured, perSecond: rate };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};
