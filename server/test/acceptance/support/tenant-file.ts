/** Tenant files for a test: the demonstration tenant with a few lines changed, or one of the test's own. */
import { rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTestDirectory } from '../../support/test-directory.ts';
import { demoFile } from './server.ts';

/** `[text that stands in the file, what stands there instead]`. */
export type Edit = readonly [string, string];

/** Puts lines at the top of a list of the file. */
export const addTo = (list: string, ...lines: string[]): Edit => [
  `\n${list}:`,
  `\n${list}:\n${lines.map((line) => `  - ${line}`).join('\n')} #`,
];

/** The demonstration tenant's text, edited; fails where a text to edit is not there. */
export const editDemo = async (edits: readonly Edit[]): Promise<string> => {
  let text = await readFile(demoFile, 'utf8');
  for (const [from, to] of edits) {
    if (!text.includes(from)) throw new Error(`The demonstration tenant has no '${from}'.`);
    text = text.replace(from, () => to);
  }
  return text;
};

/** The path of a new file that holds `text`; gone when the test's process ends. */
export const writeTenantFile = async (text: string): Promise<string> => {
  const directory = await makeTestDirectory();
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  const path = join(directory, 'tenant.yaml');
  await writeFile(path, text);
  return path;
};
