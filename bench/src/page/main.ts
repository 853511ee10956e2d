/** `npm run bench:page -- RUN.json …`: writes docs/measurements.md from runs of the bench, one a size of the store. */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Report } from '../report.ts';
import { writePage } from './write-page.ts';

const page = fileURLToPath(new URL('../../../docs/measurements.md', import.meta.url));
const usage = 'npm run bench:page -- RUN.json … [--out FILE]';

const readRun = async (name: string): Promise<Report> => {
  const run = JSON.parse(await readFile(name, 'utf8')) as Report;
  if (!Array.isArray(run.results) || typeof run.cases !== 'number') throw new Error(`${name} is no run of the bench.`);
  return run;
};

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { out: { type: 'string', default: page } },
  });
  if (positionals.length === 0) throw new Error(`A run is needed, as --json wrote it.\n${usage}`);
  await writeFile(values.out, writePage(await Promise.all(positionals.map(readRun))));
  console.log(`Written: ${values.out}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
