/** The promises of DESIGN §3 that the domain keeps, each tried with real concurrency. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setArchived } from '../../src/domain/cases/archive-case.ts';
import type { Case } from '../../src/domain/cases/case.ts';
import { closeCase, reopenCase } from '../../src/domain/cases/close-case.ts';
import { createCase } from '../../src/domain/cases/create-case.ts';
import { deleteCase } from '../../src/domain/cases/delete-case.ts';
import { type CaseEdit, editCase } from '../../src/domain/cases/edit-case.ts';
import { getCase } from '../../src/domain/cases/find-case.ts';
import type { NewCase } from '../../src/domain/cases/new-case.ts';
import { DomainError } from '../../src/domain/errors.ts';
import { listHistory } from '../../src/domain/history/list-history.ts';
import { addNote } from '../../src/domain/notes/add-note.ts';
import { selectLatestTickets } from '../../src/domain/queues/queues-store.ts';
import { isReferenceInUse } from '../../src/domain/references/is-reference-in-use.ts';
import { maxRelations, relateCases } from '../../src/domain/relations/relate-cases.ts';
import { type Docket, startDocket } from '../support/docket.ts';

let docket: Docket;
before(async () => {
  docket = await startDocket();
});
after(() => docket.close());

const create = (input: Partial<NewCase> = {}, login = 'mary'): Promise<Case> => {
  const actor = docket.actor(login);
  return docket.core.run(actor, (tx) =>
    createCase(tx, actor, { subject: 'A case', referenceStyle: 'number', unitId: 999, ...input }),
  );
};

const edit = (number: number, change: CaseEdit, login = 'mary') => {
  const actor = docket.actor(login);
  return docket.core.run(actor, (tx) => editCase(tx, actor, number, change));
};

const history = (number: number, login = 'mary') => {
  const actor = docket.actor(login);
  return docket.core.view(actor, (db) => listHistory(db, actor, number));
};

const inUse = (reference: string): Promise<boolean> => {
  const actor = docket.actor('mary');
  return docket.core.view(actor, (db) => isReferenceInUse(db, actor, reference));
};

/** The codes of those that failed. */
const codes = (results: readonly PromiseSettledResult<unknown>[]): string[] =>
  results.flatMap((result) =>
    result.status === 'rejected'
      ? [result.reason instanceof DomainError ? result.reason.code : String(result.reason)]
      : [],
  );

const failsWith = (code: string) => (error: unknown) => error instanceof DomainError && error.code === code;

describe('one reference, one case (promise 1, S7)', () => {
  it('lets one of a hundred creates at once have it', async () => {
    const results = await Promise.allSettled(Array.from({ length: 100 }, () => create({ reference: 'R-100' })));
    assert.deepEqual(new Set(codes(results)), new Set(['case/duplicate-reference']));
    assert.equal(codes(results).length, 99);
    assert.ok(await inUse('R-100'));
  });

  it('lets one of many creates and renames at once have it', async () => {
    const cases = await Promise.all(Array.from({ length: 10 }, () => create()));
    const results = await Promise.allSettled([
      ...cases.map(({ number }) => edit(number, { fields: { reference: 'R-mixed' } })),
      ...Array.from({ length: 10 }, () => create({ reference: 'R-mixed' })),
    ]);
    assert.equal(codes(results).length, 19);
  });

  it('frees it by renaming and by deletion, keeps it when closed or archived', async () => {
    const first = await create({ reference: 'R-free' });
    await edit(first.number, { fields: { reference: 'R-freed' } });
    assert.ok(!(await inUse('R-free')));
    const actor = docket.actor('msingleton');
    const own = await create({ reference: 'R-archived', unitId: 1 }, 'msingleton');
    await docket.core.run(actor, (tx) => closeCase(tx, actor, { number: own.number }));
    await docket.core.run(actor, (tx) => setArchived(tx, actor, { number: own.number }, true));
    assert.ok(await inUse('R-archived'));
    await docket.core.run(actor, (tx) => deleteCase(tx, actor, own.number));
    assert.ok(!(await inUse('R-archived')));
  });

  it('passes over a number of which the text is taken', async () => {
    const { number } = await create();
    const taken = [1, 2, 3].map((step) => String(number + 4 + step));
    for (const reference of taken) await create({ reference });
    const next = await Promise.all(Array.from({ length: 5 }, () => create()));
    assert.ok(next.every((one) => one.reference === String(one.number) && !taken.includes(one.reference)));
  });

  it('compares exactly, and refuses what can be no reference', async () => {
    await create({ reference: 'Straße' });
    await create({ reference: 'strasse' });
    await create({ reference: 'Straße ' });
    for (const reference of ['', '  ', 'a\nb', 'a\u0000b', '\ud800', 'x'.repeat(513)]) {
      await assert.rejects(create({ reference }), failsWith('case/invalid-reference'));
    }
    assert.equal((await create({ reference: 'x'.repeat(512) })).reference.length, 512);
  });
});

describe('a reference made of the number', () => {
  it('has the form that the tenant file says', async () => {
    await docket.apply(
      [
        'tenant: { key: formatted, name: Formatted, timezone: UTC, caseNumbers: { start: 7, format: "C-{number:4}/x" } }',
        'roles: [{ key: all, permissions: ["*"] }]',
        'users: [{ login: one, password: one-pw, roles: [all], licences: [case] }]',
      ].join('\n'),
    );
    const tenant = docket.tenant('formatted');
    const actor = { tenant, user: null, face: 'api' as const };
    const made = await docket.core.run(actor, (tx) => createCase(tx, actor, { referenceStyle: 'number' }));
    assert.deepEqual([made.number, made.reference], [7, 'C-0007/x']);
  });
});

describe('no lost edit (promise 2, S9)', () => {
  it('lets one of forty writers with one version win', async () => {
    const { number } = await create();
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, (_, i) => edit(number, { fields: { subject: `by ${i}` }, ifVersion: 1 })),
    );
    assert.equal(codes(results).length, 39);
    assert.deepEqual(new Set(codes(results)), new Set(['case/stale']));
  });

  it('makes modifiedAt strictly later with each change, however fast they follow, and keeps every change', async () => {
    const { number } = await create();
    const results = await Promise.all(
      Array.from({ length: 30 }, (_, i) => edit(number, { fields: { subject: `change ${i}` } })),
    );
    const stamps = results.map((result) => result.case.modifiedAt.getTime());
    assert.equal(new Set(stamps).size, 30);
    const versions = results.map((result) => result.case.version).sort((left, right) => left - right);
    assert.deepEqual(
      versions,
      Array.from({ length: 30 }, (_, i) => i + 2),
    );
    const events = await history(number);
    assert.deepEqual(
      events.map(({ seq }) => seq),
      Array.from({ length: 31 }, (_, i) => i + 1),
    );
    for (const [i, event] of events.entries()) assert.ok(i === 0 || event.at > (events[i - 1]?.at ?? event.at));
  });

  it('goes on also where the clock was set back', async () => {
    const { number, modifiedAt } = await create();
    docket.clock.advance(-3_600_000);
    try {
      const { case: edited } = await edit(number, { fields: { subject: 'later' } });
      assert.equal(edited.modifiedAt.getTime(), modifiedAt.getTime() + 1);
    } finally {
      docket.clock.reset();
    }
  });

  it('does not move the version by a note, and writes nothing where nothing differs', async () => {
    const made = await create();
    const actor = docket.actor('mary');
    await docket.core.run(actor, (tx) => addNote(tx, actor, { number: made.number }, { text: 'seen' }));
    assert.equal((await edit(made.number, { fields: { subject: made.subject } })).changed, false);
    const found = await docket.core.view(actor, (db) => getCase(db, actor, { number: made.number }));
    assert.equal(found.version, 1);
    assert.deepEqual(found.modifiedAt, made.modifiedAt);
    assert.deepEqual(
      (await history(made.number)).map(({ kind }) => kind),
      ['created', 'note.added'],
    );
  });
});

describe('all or nothing (promise 5)', () => {
  it('leaves nothing of a create that fails at its last row', async () => {
    const attachments = [{ fileId: '00000000-0000-4000-8000-000000000000', formField: null }];
    await assert.rejects(create({ reference: 'R-half', attachments, queueId: 2, unitId: null }, 'kiosk'));
    assert.ok(!(await inUse('R-half')));
    const whole = await create({ queueId: 2, unitId: null }, 'kiosk');
    const [ticket] = await docket.core.view(docket.actor('kiosk'), (db) => selectLatestTickets(db, 1, [whole.number]));
    assert.equal(ticket?.number, 100);
    assert.equal(ticket?.place, 1);
  });
});

describe('relations (contract egain 4.4)', () => {
  it('are symmetric, and an event and a version at both ends', async () => {
    const [one, two] = [await create(), await create()];
    const actor = docket.actor('mary');
    await docket.core.run(actor, (tx) => relateCases(tx, actor, one.number, two.number, true));
    for (const number of [one.number, two.number]) {
      assert.equal((await history(number)).at(-1)?.kind, 'linked');
      assert.equal((await docket.core.view(actor, (db) => getCase(db, actor, { number }))).version, 2);
    }
  });

  it('are at most 75, also when two requests race for the last', async () => {
    const { number } = await create();
    const others = await Promise.all(Array.from({ length: maxRelations + 1 }, () => create()));
    const link = others.slice(0, maxRelations - 1).map((one) => one.number);
    await edit(number, { relations: { link, unlink: [] } });
    const last = others.slice(maxRelations - 1).map((one) => one.number);
    const results = await Promise.allSettled(
      last.map((other) => edit(number, { relations: { link: [other], unlink: [] } })),
    );
    assert.deepEqual(codes(results), ['related/too-many']);
  });

  it('of the same two cases from both sides at once do not end in a deadlock', async () => {
    const [one, two] = [await create(), await create()];
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) =>
        i % 2 === 0
          ? edit(one.number, { relations: { link: [two.number], unlink: [] }, countUnchanged: true })
          : edit(two.number, { relations: { link: [one.number], unlink: [] }, countUnchanged: true }),
      ),
    );
    assert.deepEqual(codes(results), []);
  });
});

describe('closing, reopening, archiving, deleting (S11–S14)', () => {
  it('closes with the default reason, ends the ticket, and queues the closing message', async () => {
    const actor = docket.actor('kiosk');
    const made = await create({ queueId: 3, unitId: 7, contactEmail: 'rita@example.test' }, 'kiosk');
    const closed = await docket.core.run(actor, (tx) =>
      closeCase(tx, actor, { number: made.number }, { note: 'done' }),
    );
    assert.equal(closed.category, 'closed');
    assert.equal(closed.version, 2);
    const [ticket] = await docket.core.view(actor, (db) => selectLatestTickets(db, 1, [made.number]));
    assert.equal(ticket?.outcome, 'completed');
    const last = (await history(made.number, 'kiosk')).at(-1);
    assert.equal(last?.kind, 'message.queued');
    assert.deepEqual(last?.data, {
      channel: 'email',
      to: 'rita@example.test',
      template: 'case-closed',
      reason: '',
      note: 'done',
    });
    const reopened = await docket.core.run(actor, (tx) => reopenCase(tx, actor, { number: made.number }));
    assert.deepEqual([reopened.status, reopened.closedAt, reopened.closureNote], ['open', null, null]);
  });

  it('lets an archived case only be unarchived, added to, deleted', async () => {
    const actor = docket.actor('mary');
    const { number } = await create();
    await docket.core.run(actor, (tx) => setArchived(tx, actor, { number }, true));
    await assert.rejects(edit(number, { fields: { subject: 'no' } }), failsWith('case/archived'));
    await assert.rejects(
      docket.core.run(actor, (tx) => closeCase(tx, actor, { number })),
      failsWith('case/archived'),
    );
    await docket.core.run(actor, (tx) => addNote(tx, actor, { number }, { text: 'still' }));
    const open = await docket.core.run(actor, (tx) => setArchived(tx, actor, { number }, false));
    assert.equal(open.status, 'open');
  });

  it('keeps the history of a deleted case for who could see it, and for nobody else', async () => {
    const actor = docket.actor('msingleton');
    const { number } = await create({ unitId: 1 }, 'msingleton');
    await docket.core.run(actor, (tx) => deleteCase(tx, actor, number));
    assert.equal((await history(number, 'msingleton')).at(-1)?.kind, 'deleted');
    await assert.rejects(history(number, 'frank'), failsWith('case/unseen'));
    await assert.rejects(
      docket.core.view(actor, (db) => getCase(db, actor, { number })),
      failsWith('case/unknown'),
    );
  });

  it('never gives a number again', async () => {
    const { number } = await create({ unitId: 1 }, 'msingleton');
    const actor = docket.actor('msingleton');
    await docket.core.run(actor, (tx) => deleteCase(tx, actor, number));
    assert.ok((await create()).number > number);
  });
});
