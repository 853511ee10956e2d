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

/** SQL for the subject; a case is drawn from all that were loaded. */
const subjectOf = ({ key, tenantId }: Phase): string => {
  if (key === undefined) return fresh;
  if (key === 'number') return ':subject';
  return `(select ${key} from cases where tenant_id = ${tenantId} and number = :subject)`;
};

/** `uuidv7()` where the server has it: ids made later sort later, as Docket's do. `script`: which of several it is. */
const write = (statements: readonly Statement[], phase: Phase, script: number): Written => {
  const { hasUuid7, numbers, key } = phase;
  const variables: Record<string, string> = {};
  const newUuid = hasUuid7 ? 'uuidv7()' : 'gen_random_uuid()';
  const about = subjectOf(phase);
  const render = (source: Source, name: string, isCast: boolean): string => {
    if (source.from === 'uuid') return newUuid;
    if (source.from === 'uuids') return `array[${Array(source.count).fill(newUuid).join(', ')}]`;
    if (source.from === 'next') {
      const following = `:a${source.statement}_${source.column} + 1`;
      return source.isList ? `array[${following}]` : `(${following})`;
    }
    if (source.from === 'answer') {
      const variable = `:a${source.statement}_${source.column}`;
      return isCast ? `nullif(${variable}, '')` : variable; // pgbench keeps null as an empty text
    }
    if (source.from === 'subject') return source.isNumber ? ':subject' : about;
    if (source.from === 'subjects') return `array[${about}]`;
    if (source.from === 'fresh') return fresh;
    const text = textOf(source.value);
    if (text === undefined) return 'null';
    if (text === '') return "''"; // pgbench takes no empty variable
    variables[name] = text;
    return `:${name}`;
  };
  const { begins, ends } = bounds(statements);
  const lines = key === undefined ? [] : [`\\set subject random(${numbers.from}, ${numbers.to})`];
  statements.forEach(({ text, sources, needed }, i) => {
    if (begins.has(i)) lines.push('begin;');
    const sql = text.replace(/\$(\d+)(::)?/g, (_, digits: string, cast = '') => {
      const source = sources[Number(digits) - 1];
      return `${source === undefined ? 'null' : render(source, `s${script}v${i}_${digits}`, cast !== '')}${cast}`;
    });
    const oneLine = sql.replace(/\s+/g, ' ').trim();
    lines.push(needed.length === 0 ? `${oneLine};` : `${oneLine} \\gset a${i}_`);
    if (ends.has(i)) lines.push('commit;');
  });
  return { script: `${lines.join('\n')}\n`, variables };
};

/** Seconds before those that count: as in the server, statements are planned and pages read by then. */
const warmUp = 1;

/**
 * What the transaction logs tell of the last `seconds` of the run; each line is
 * `client transaction microseconds script epoch epochMicroseconds`.
 */
const readLogs = async (directory: string, seconds: number): Promise<Measured> => {
  const names = (await readdir(directory)).filter((name) => name.startsWith('log.'));
  const texts = await Promise.all(names.map((name) => readFile(join(directory, name), 'utf8')));
  const transactions = texts
    .flatMap((text) => text.split('\n'))
    .map((line) => line.split(' ').map(Number))
    .map(([, , micros = 0, , epoch = 0, rest = 0]) => ({ ms: micros / 1000, end: epoch + rest / 1e6 }))
    .filter(({ ms }) => ms > 0);
  const last = transactions.reduce((latest, { end }) => Math.max(latest, end), 0);
  const histogram = createHistogram();
  for (const { ms, end } of transactions) if (end > last - seconds) histogram.add(ms);
  const [p50 = 0, p95 = 0, p99 = 0] = [0.5, 0.95, 0.99].map((share) => histogram.quantile(share));
  return { perSecond: histogram.count() / seconds, p50, p95, p99, max: histogram.max() };
};

/** Each transaction is one of the scripts, by chance. */
export const runPgbench = async (scripts: readonly (readonly Statement[])[], phase: Phase): Promise<Measured> => {
  const directory = await mkdtemp(join(tmpdir(), 'docket-pgbench-'));
  const seconds = Math.max(1, Math.round(phase.seconds)); // it takes whole ones
  try {
    const written = scripts.map((statements, index) => write(statements, phase, index));
    const files = written.map((_, index) => join(directory, `script-${index}.sql`));
    await Promise.all(written.map(({ script }, index) => writeFile(files[index] ?? '', script)));
    const { env, database } = programSettings(phase.connection);
    const args = [
      '-n',
      '-M',
      'prepared',
      ...files.flatMap((file) => ['-f', file]),
      '-c',
      `${phase.connections}`,
      '-j',
      '1',
      '-T',
      `${seconds + warmUp}`,
    ];
    const given = written
      .flatMap(({ variables }) => Object.entries(variables))
      .flatMap(([name, value]) => ['-D', `${name}=${value}`]);
    const told = await run('pgbench', [...args, '-l', `--log-prefix=${directory}/log`, ...given, database], {
      env: { ...process.env, ...env, PGOPTIONS: sessionOptions(phase.tenantId) },
      signal: phase.signal,
      maxBuffer: 16 * 1024 * 1024,
    }).catch(({ stderr }: { stderr?: string }) => ({ stdout: '', stderr: stderr || 'pgbench: ERROR' }));
    const isDone = / = [0-9.]+ \(without/.test(told.stdout) && !/aborted|ERROR/.test(told.stderr);
    if (!isDone) throw new Error(`pgbench: ${told.stderr.slice(0, 500)}`);
    return await readLogs(directory, seconds);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};
