/** The workspace as a person uses it: a real Chromium, a real Docket over HTTP. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Client, createClient } from '@docket/sdk';
import type { Page } from 'playwright-core';
import { type Docket, startDocket } from '../../server/test/support/docket.ts';
import { openBrowser, type TestBrowser } from './support/open-browser.ts';

const buildScript = join(import.meta.dirname, '../build.mjs');

/** The test is of the sources as they are, not of what was built some time. */
const buildWorkspace = (): void => {
  const { status, stderr } = spawnSync(process.execPath, [buildScript], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
};

describe('the workspace', async () => {
  const opened: TestBrowser | undefined = await openBrowser();
  const skip = opened === undefined ? 'there is no Chromium for this machine' : false;
  let docket: Docket;
  let baseUrl: string;
  /** The same user by another client. */
  let other: Client;
  let page: Page;
  let shots: string;
  /** What the browser complained of: a breach of the content security policy, a failed script. */
  const complaints: string[] = [];

  const shoot = (name: string) => page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();

  before(async () => {
    if (opened === undefined) return;
    buildWorkspace();
    docket = await startDocket();
    const { host, port } = await docket.app.listen({ host: '127.0.0.1', port: 0 });
    baseUrl = `http://${host}:${port}`;
    other = createClient({ baseUrl, token: 'docket-api-token' });
    shots = process.env['DOCKET_SCREENSHOTS'] ?? (await mkdtemp(join(tmpdir(), 'docket-screenshots-')));
    const context = await opened.browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith(baseUrl)) complaints.push(`asked for ${request.url()}`);
    });
  });
  after(async () => {
    await opened?.close();
    await docket?.close();
  });

  it('asks who is there, refuses a wrong password, and goes on to the page that was wanted', { skip }, async () => {
    await page.goto(`${baseUrl}/cases?statusCategory=new`);
    await heading('Sign in to Docket');
    await page.getByLabel('Name').fill('mary');
    await page.getByLabel('Password', { exact: true }).fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('The name or the password is wrong.').waitFor();
    await shoot('sign-in');
    // The refusals of /me and /session, which a browser always logs.
    assert.ok(complaints.splice(0).every((text) => text.includes('401')));
    await page.getByLabel('Password', { exact: true }).fill('mary-pw');
    await page.keyboard.press('Enter');
    await heading('Cases');
    assert.equal(new URL(page.url()).search, '?statusCategory=new');
  });

  it('makes a case by the keyboard alone', { skip }, async () => {
    await page.getByRole('link', { name: 'New case' }).focus();
    await page.keyboard.press('Enter');
    await heading('New case');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Street light out in Mill Lane');
    await page.keyboard.press('Tab');
    await page.keyboard.type('It has been dark since Monday.');
    await shoot('new-case');
    await page.keyboard.press('Tab');
    for (let tabs = 0; tabs < 4; tabs += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await heading(/Street light out in Mill Lane/);
    const [made] = (await other.cases.page({ q: '"Mill Lane"' })).items;
    assert.deepEqual(
      [made?.description, made?.severity, made?.type, made?.unit],
      ['It has been dark since Monday.', 'medium', 'case', 'service'],
    );
  });

  it('edits a case and notes on it, and shows the history', { skip }, async () => {
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('Severity').selectOption('high');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('status').getByText('The case was saved.').waitFor();
    await page.getByLabel('New note').fill('Called the contractor.');
    await page.getByRole('button', { name: 'Add note' }).click();
    await page.getByRole('region', { name: 'Notes' }).getByText('Called the contractor.').waitFor();
    const history = page.getByRole('region', { name: 'History' });
    await history.getByText('severity from medium to high').waitFor();
    await history.getByText('note.added').waitFor();
    await shoot('case');
  });

  it('says who was faster, keeps what was written, and lets the user choose', { skip }, async () => {
    const number = Number(new URL(page.url()).pathname.split('/').at(-1));
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('Subject').fill('Street light out: mine');
    const theirs = await other.cases.patch(await other.cases.get(number), { subject: 'Street light out: theirs' });
    await page.getByRole('button', { name: 'Save' }).click();
    const conflict = page.getByRole('alert');
    await conflict.getByText('This case was changed by somebody else').waitFor();
    await conflict.getByText('Street light out: theirs').waitFor();
    assert.equal(await page.getByLabel('Subject').inputValue(), 'Street light out: mine');
    assert.equal((await other.cases.get(number)).version, theirs.version);
    await shoot('conflict');
    await conflict.getByRole('button', { name: /Save mine over their subject/ }).click();
    await heading(/Street light out: mine/);
    assert.equal((await other.cases.get(number)).subject, 'Street light out: mine');
    // The refusal, which a browser always logs.
    assert.ok(complaints.splice(0).every((text) => text.includes('412')));
  });

  it('closes a case with a reason, and offers to reopen it', { skip }, async () => {
    const number = Number(new URL(page.url()).pathname.split('/').at(-1));
    await page.getByRole('button', { name: 'Close…' }).click();
    await page.getByLabel('Reason').fill('Repaired');
    await shoot('close');
    await page.getByRole('button', { name: 'Close case' }).click();
    await page.getByRole('button', { name: 'Reopen' }).waitFor();
    const closed = await other.cases.get(number);
    assert.deepEqual([closed.statusCategory, closed.closureReason], ['closed', 'Repaired']);
    await page.getByRole('button', { name: 'Reopen' }).click();
    await page.getByRole('button', { name: 'Close…' }).waitFor();
  });

  it('shows no button for what the user may not do', { skip }, async () => {
    const found = await other.cases.create({ subject: 'Owned by Frank', owner: 'frank' });
    await page.goto(`${baseUrl}/cases/${found.number}`);
    await heading(/Owned by Frank/);
    await page.getByRole('button', { name: 'Close…' }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Edit' }).count(), 0);
  });

  it('keeps filter, order, page and selection in the address', { skip }, async () => {
    for (let count = 0; count < 55; count += 1) {
      await other.cases.create({ subject: `Pothole ${count}`, severity: count % 2 === 0 ? 'low' : 'urgent' });
    }
    await page.getByRole('link', { name: 'Cases' }).click();
    await heading('Cases');
    await page.getByLabel('Search').fill('pothole');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Number/ }).click();
    const rows = page.getByRole('table').getByRole('row');
    await rows.nth(1).getByText('Pothole 54').waitFor();
    await page.getByRole('button', { name: 'Next page' }).click();
    await rows.nth(1).getByText('Pothole 4', { exact: true }).waitFor();
    assert.equal(await rows.count(), 6);
    await page
      .getByRole('checkbox', { name: /Select case/ })
      .first()
      .focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.getByText('2 selected').waitFor();
    await shoot('list');
    const { searchParams } = new URL(page.url());
    assert.deepEqual([searchParams.get('q'), searchParams.get('sort')], ['pothole', '-number']);
    assert.equal(searchParams.get('selected')?.split(',').length, 2);
    await page.reload();
    await page.getByText('2 selected').waitFor();
    await page.getByRole('button', { name: 'Close 2…' }).click();
    await page.getByRole('button', { name: 'Close 2 now' }).click();
    await page.getByText('2 selected').waitFor({ state: 'detached' });
    assert.equal((await other.cases.page({ q: 'pothole', statusCategory: ['closed'], count: true })).count, 2);
    await page.getByRole('button', { name: 'Previous page' }).click();
    await rows.nth(1).getByText('Pothole 54').waitFor();
  });

  it('signs out, and shows nothing after it', { skip }, async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await heading('Sign in to Docket');
    await page.goto(`${baseUrl}/cases`);
    await heading('Sign in to Docket');
    assert.ok(complaints.splice(0).every((text) => text.includes('401')));
  });

  it('breaks no rule of its content security policy', { skip }, () => {
    assert.deepEqual(complaints, []);
    assert.deepEqual(docket.faults, []);
  });
});
