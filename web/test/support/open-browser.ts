/** A browser for a test, with a profile of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from './find-browser.ts';

export interface TestBrowser {
  readonly browser: Browser;
  close(): Promise<void>;
}

/** It asks nobody for anything: no updates, no sync, no field trials. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Undefined: there is no browser here. In CI that is a failure, so that nothing is passed over unseen. */
export const openBrowser = async (): Promise<TestBrowser | undefined> => {
  const home = await mkdtemp(join(tmpdir(), 'docket-browser-'));
  const remove = (): Promise<void> => rm(home, { recursive: true, force: true });
  const found = await findBrowser(home);
  if (found === undefined) {
    await remove();
    if (process.env['CI']) throw new Error('There is no Chromium for the workspace’s test.');
    return undefined;
  }
  const { executablePath, env } = found;
  const browser = await chromium.launch({ executablePath, headless: true, args, env: { ...process.env, ...env } });
  return {
    browser,
    close: async () => {
      await browser.close();
      await remove();
    },
  };
};
