/** Messages go out by SMTP, each at most once, and the history of their case tells (DESIGN S11; contract goss §5.7). */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDeliveries } from '../../src/deliveries.ts';
import { closeCase } from '../../src/domain/cases/close-case.ts';
import { createCase } from '../../src/domain/cases/create-case.ts';
import { deleteCase } from '../../src/domain/cases/delete-case.ts';
import { listHistory } from '../../src/domain/history/list-history.ts';
import { verifyHistory } from '../../src/domain/history/verify-history.ts';
import type { JobQueue } from '../../src/storage/job-queue.ts';
import { createSecrets } from '../../src/storage/secrets.ts';
import { exportTenantFile } from '../../src/tenant-file/export-tenant-file.ts';
import { editDemo } from '../acceptance/support/tenant-file.ts';
import { type Docket, startDocket } from '../support/docket.ts';
import { testSecretKey } from '../support/prepare-template.ts';
import { type MailHost, startMailHost } from './support.ts';

const hourMs = 3_600_000;

describe('messages', () => {
  let docket: Docket;
  let mail: MailHost;
  let queue: JobQueue;
  const faults: unknown[] = [];
  const file = (smtp: string) =>
    editDemo([
      ['\nunits:', `\n${smtp}\nunits:`],
      [
        '  hosts: [cases.riverside.test]',
        '  hosts: [cases.riverside.test]\n  sender: "Riverside <desk@riverside.test>"',
      ],
    ]);
  const smtp = () =>
    `smtp: { host: 127.0.0.1, port: ${mail.port}, security: none, user: docket, password: "mail-secret" }`;

  const open = () =>
    openDeliveries({
      connection: docket.database.connection,
      core: docket.core,
      secrets: createSecrets(testSecretKey),
      tenants: () => [docket.tenant()],
      onError: (error) => faults.push(error),
    });
  before(async () => {
    mail = await startMailHost({ user: 'docket', pass: 'mail-secret' });
    docket = await startDocket();
  });
  after(async () => {
    await queue?.close();
    await mail.close();
    await docket.close();
    assert.deepEqual(faults, []);
  });

  const system = () => ({ ...docket.actor('mary'), user: null });
  const create = async (contactEmail: string, subject = 'Café & co') => {
    const { number } = await docket.core.run(system(), (tx) =>
      createCase(tx, system(), { referenceStyle: 'number', subject, contactEmail, contactName: 'T' }),
    );
    return number;
  };
  const close = async (number: number) => {
    const words = { reason: 'Done', note: 'All is well:\n.\nöäü' };
    await docket.core.run(system(), (tx) => closeCase(tx, system(), { number }, words));
    return number;
  };
  const closed = async (contactEmail: string) => close(await create(contactEmail));
  const eventsOf = async (number: number) =>
    (await docket.core.view(system(), (db) => listHistory(db, system(), number))).filter(({ kind }) =>
      kind.startsWith('message.'),
    );
  const kindsOf = async (number: number) => (await eventsOf(number)).map(({ kind }) => kind);
  const rows = async <T>(text: string): Promise<T[]> => {
    const owner = await docket.store.connectOwner();
    try {
      return (await owner.query(text)).rows;
    } finally {
      await owner.end();
    }
  };
  const stateOf = async (number: number) =>
    (await rows<{ state: string }>(`select state from messages where case_number = ${number}`))[0]?.state;

  it('stay queued without a mail server, and go out once there is one', async () => {
    const number = await closed('early@example.test');
    assert.deepEqual(await kindsOf(number), ['message.queued']);
    assert.equal(await stateOf(number), 'queued');
    await docket.apply(await file(smtp()));
    // The queue is not there yet: nothing is lost, and the call does not fail.
    const second = await closed('second@example.test');
    assert.equal(await stateOf(second), 'queued');
    queue = await open();
    assert.equal(await stateOf(number), 'handed');
    assert.equal(await queue.runDue(new Date()), 2);
    assert.deepEqual(await kindsOf(number), ['message.queued', 'message.sent']);
    assert.deepEqual(mail.received.map(({ to }) => to[0]).sort(), ['early@example.test', 'second@example.test']);
  });

  it('say what was closed and why, from the tenant’s sender, signed in with its password', async () => {
    mail.received.length = 0;
    const number = await closed('tim@example.test');
    assert.equal(await queue.runDue(new Date()), 1);
    const [message, ...more] = mail.received;
    assert.deepEqual(more, []);
    assert.deepEqual(
      [message?.from, message?.to, message?.user],
      ['desk@riverside.test', ['tim@example.test'], 'docket'],
    );
    const raw = message?.raw ?? '';
    assert.match(raw, /^From: Riverside <desk@riverside\.test>\r?$/m);
    assert.match(raw, /^To: tim@example\.test\r?$/m);
    assert.match(raw, new RegExp(`^Subject: Your case ${number} has been closed\r?$`, 'm'));
    assert.match(raw, /^Auto-Submitted: auto-generated\r?$/m);
    assert.match(raw, /^Message-ID: <[0-9a-f-]{36}@riverside\.test>\r?$/m);
    const body = raw.slice(raw.indexOf('\r\n\r\n'));
    const decoded = body
      .replaceAll(/=\r\n/g, '')
      .replaceAll(/((?:=[0-9A-F]{2})+)/g, (run) => Buffer.from(run.replaceAll('=', ''), 'hex').toString());
    assert.match(decoded, /\(Café & co\) has been closed\.\r\n\r\nReason: Done\r\n\r\nAll is well:\r\n\.\r\nöäü\r\n/);
    const [queued, sent] = await eventsOf(number);
    assert.deepEqual(
      [sent?.kind, sent?.face, sent?.actorId, sent?.data],
      [
        'message.sent',
        'docket',
        null,
        { channel: 'email', to: 'tim@example.test', template: 'case-closed', queued: queued?.seq },
      ],
    );
    assert.equal(await stateOf(number), 'sent');
  });

  it('are tried again, later each time, while the mail server is down, and go out once when it is back', async () => {
    mail.received.length = 0;
    mail.down();
    const number = await closed('patient@example.test');
    assert.equal(await queue.runDue(new Date()), 1);
    assert.equal(await queue.runDue(new Date()), 0, 'not before its time');
    assert.deepEqual(await kindsOf(number), ['message.queued']);
    assert.equal(await stateOf(number), 'handed');
    const next = 'select attempts, extract(epoch from run_at - now())::float8 as wait from graphile_worker.jobs';
    const [first] = await rows<{ attempts: number; wait: number }>(next);
    assert.equal(await queue.runDue(new Date(Date.now() + hourMs)), 1);
    const [second] = await rows<{ attempts: number; wait: number }>(next);
    assert.deepEqual([first?.attempts, second?.attempts], [1, 2]);
    assert.ok((second?.wait ?? 0) > (first?.wait ?? 0));
    mail.up();
    // A running queue takes it at its time by itself; two of them take it once.
    const other = await open();
    const running = await Promise.all([queue.start(), other.start()]);
    for (let waited = 0; mail.received.length === 0 && waited < 200; waited += 1) await sleep(100);
    const later = await closed('prompt@example.test');
    for (let waited = 0; (await stateOf(later)) !== 'sent' && waited < 100; waited += 1) await sleep(50);
    await Promise.all(running.map((one) => one.stop()));
    await other.close();
    assert.deepEqual(
      mail.received.map(({ to }) => to[0]),
      ['patient@example.test', 'prompt@example.test'],
    );
    assert.deepEqual(await kindsOf(number), ['message.queued', 'message.sent']);
    assert.deepEqual(await rows('select from graphile_worker.jobs'), []);
  });

  it('that the server refuses for good, or whose address is none, are told as failed and not tried again', async () => {
    mail.received.length = 0;
    mail.refused.set('nobody@example.test', 550);
    mail.refused.set('busy@example.test', 450);
    const [refused, busy] = [await closed('nobody@example.test'), await closed('busy@example.test')];
    const none = await closed('a@example.test, b@example.test');
    const injected = await closed('x@example.test\r\nBcc: y@example.test');
    assert.equal(await queue.runDue(new Date()), 4);
    for (const number of [refused, none, injected])
      assert.deepEqual(await kindsOf(number), ['message.queued', 'message.failed']);
    assert.match(String((await eventsOf(refused))[1]?.data['reason']), /550/);
    assert.deepEqual(await kindsOf(busy), ['message.queued']);
    mail.refused.clear();
    await queue.runDue(new Date(Date.now() + hourMs));
    assert.deepEqual(await kindsOf(busy), ['message.queued', 'message.sent']);
    assert.deepEqual(
      mail.received.map(({ to }) => to),
      [['busy@example.test']],
    );
  });

  it('go out at most once: not again where the server may have taken it', async () => {
    mail.received.length = 0;
    mail.hangsUp = true;
    const taken = await closed('taken@example.test');
    await queue.runDue(new Date());
    await queue.runDue(new Date(Date.now() + hourMs));
    assert.deepEqual(
      mail.received.map(({ to }) => to[0]),
      ['taken@example.test'],
    );
    assert.deepEqual(await kindsOf(taken), ['message.queued', 'message.failed']);
    // A try before did not live to tell.
    const number = await closed('once@example.test');
    await rows(`update messages set state = 'sending' where case_number = ${number}`);
    await queue.runDue(new Date());
    assert.deepEqual(await kindsOf(number), ['message.queued', 'message.failed']);
    assert.equal(mail.received.length, 1);
    mail.received.length = 0;
    const all = await Promise.all(Array.from({ length: 8 }, (_, i) => closed(`many${i}@example.test`)));
    const others = await Promise.all([open(), open()]);
    await Promise.all([queue, ...others].map((one) => one.runDue(new Date())));
    await Promise.all(others.map((one) => one.close()));
    assert.equal(mail.received.length, 8);
    for (const one of all) assert.deepEqual(await kindsOf(one), ['message.queued', 'message.sent']);
  });

  it('are enqueued in the case’s own transaction, with ids alone, and by nobody else’s hand', async () => {
    const number = await create('rolled@example.test');
    const fails = docket.core.run(system(), async (tx) => {
      await closeCase(tx, system(), { number });
      throw new Error('no');
    });
    await assert.rejects(fails);
    assert.deepEqual(await rows('select from graphile_worker.jobs'), []);
    await close(number);
    const jobs = await rows<object>('select payload::jsonb as payload, key from graphile_worker._private_jobs');
    const [message] = await rows<{ id: string; tenant: number }>(
      `select message_id as id, tenant_id as tenant from messages where case_number = ${number}`,
    );
    assert.deepEqual(jobs, [
      { payload: { tenant: message?.tenant, message: message?.id }, key: `message:${message?.id}` },
    ]);
    const reads = docket.core.run(system(), (tx) =>
      tx.rows({ text: 'select * from graphile_worker.jobs', values: [] }),
    );
    await assert.rejects(reads);
    const other = { tenant: { ...docket.tenant(), id: 77 } };
    const steal = { text: 'select hand_over_messages($1::uuid[]) as n', values: [[message?.id]] };
    assert.deepEqual(await docket.core.run(other, (tx) => tx.row(steal)), { n: 0 });
    await docket.core.run(system(), (tx) => deleteCase(tx, system(), number));
    mail.received.length = 0;
    assert.equal(await queue.runDue(new Date()), 1);
    assert.deepEqual(mail.received, []);
    assert.equal(await stateOf(number), 'dropped');
  });

  it('are queued again where the mail server leaves the file; its password is sealed, and exported so', async () => {
    const owner = await docket.store.connectOwner();
    const text = (await exportTenantFile(owner, 'riverside')) ?? '';
    const stored = (await owner.query("select settings::text as s from tenants where key = 'riverside'")).rows[0].s;
    await owner.end();
    for (const written of [text, stored]) assert.ok(!written.includes('mail-secret'));
    assert.match(text, /passwordSealed: /);
    assert.match(text, /sender: Riverside <desk@riverside\.test>/);
    const number = await closed('late@example.test');
    await docket.apply(await editDemo([]));
    await queue.runDue(new Date());
    assert.equal(await stateOf(number), 'queued');
    await docket.apply(text);
    await (await open()).close();
    mail.received.length = 0;
    assert.equal(await queue.runDue(new Date()), 1);
    assert.deepEqual(
      mail.received.map(({ user }) => user),
      ['docket'],
    );
    const { breaks } = await docket.core.view(system(), (db) => verifyHistory(db, docket.tenant().id));
    assert.deepEqual(breaks, []);
  });
});
