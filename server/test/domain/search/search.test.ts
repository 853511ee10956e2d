/** Search by words (contract api, `q`): what is found, from when on, and by whom. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Client } from 'pg';
import { stringify } from 'yaml';
import type { Actor } from '../../../src/domain/actor.ts';
import { createCase } from '../../../src/domain/cases/create-case.ts';
import { deleteCase } from '../../../src/domain/cases/delete-case.ts';
import { editCase } from '../../../src/domain/cases/edit-case.ts';
import type { NewCase } from '../../../src/domain/cases/new-case.ts';
import { restrictCase } from '../../../src/domain/cases/restrict-case.ts';
import { addNote } from '../../../src/domain/notes/add-note.ts';
import { type Docket, startDocket } from '../../support/docket.ts';
import { demoFile } from '../../support/prepare-template.ts';
import { find, scan } from './support.ts';

let docket: Docket;
let owner: Client;
let mary: Actor;
let server: Actor;

before(async () => {
  docket = await startDocket();
  owner = await docket.store.connectOwner();
  mary = docket.actor('mary');
  server = { tenant: docket.tenant(), user: null, face: 'docket' };
});
after(async () => {
  await owner.end();
  await docket.close();
});

const make = async (input: Partial<NewCase>): Promise<number> => {
  const asked: NewCase = { unitId: 999, referenceStyle: 'number', ownerRule: 'enabled', ...input };
  return (await docket.core.run(server, (tx) => createCase(tx, server, asked))).number;
};
const note = (number: number, text: string) =>
  docket.core.run(server, (tx) => addNote(tx, server, { number }, { text }));
const edit = (number: number, edited: Parameters<typeof editCase>[3]) =>
  docket.core.run(server, (tx) => editCase(tx, server, number, edited));

describe('a case is found', () => {
  it('by the stem of a word, whichever form is asked for', async () => {
    const number = await make({ subject: 'Renewing licences of stemmed plumbers' });
    for (const q of ['renewal', 'renewed', 'licence', 'LICENCES', 'plumber stemming']) {
      assert.deepEqual(await find(docket, mary, `stemmed ${q}`), [number], q);
    }
  });

  it('by the beginning of a word, letter by letter', async () => {
    const number = await make({ subject: 'Organizations prefixed', reference: 'PRE-00457/b' });
    for (const q of ['organiz*', 'prefi*', 'PRE*', '0045*', '"organizations pre*"']) {
      assert.deepEqual(await find(docket, mary, `prefixed ${q}`), [number], q);
    }
    for (const q of ['rganiz*', 'prefixedx*']) assert.deepEqual(await find(docket, mary, `prefixed ${q}`), [], q);
  });

  it('by a phrase in its order, within one text', async () => {
    const number = await make({ subject: 'phrased lost card', description: 'found wallet', contactName: 'Ann Lee' });
    await note(number, 'first sentence');
    await note(number, 'second sentence');
    for (const q of ['"lost card"', '"lost cards"', '"first sentence"', '"phrased lost card"']) {
      assert.deepEqual(await find(docket, mary, `phrased ${q}`), [number], q);
    }
    for (const q of ['"card lost"', '"card found"', '"wallet ann"', '"lee first"', '"sentence second"']) {
      assert.deepEqual(await find(docket, mary, `phrased ${q}`), [], q);
    }
  });

  it('by words of several of its texts, notes among them', async () => {
    const number = await make({ subject: 'scattered', attributes: { account_ref: 'Kettle', channel: ['desk'] } });
    await note(number, 'Trombone');
    assert.deepEqual(await find(docket, mary, 'scattered kettle desk trombone'), [number]);
    assert.deepEqual(await find(docket, mary, 'scattered kettle violin'), []);
  });

  it('by the very next request after it was made, noted, edited', async () => {
    const number = await make({ subject: 'immediate alpha' });
    assert.deepEqual(await find(docket, mary, 'immediate'), [number]);
    await note(number, 'immediate bravo');
    assert.deepEqual(await find(docket, mary, 'bravo alpha'), [number]);
    await edit(number, { fields: { subject: 'immediate charlie' } });
    assert.deepEqual(await find(docket, mary, 'immediate alpha'), []);
    assert.deepEqual(await find(docket, mary, 'immediate charlie bravo'), [number]);
    await edit(number, { attributes: { account_ref: 'delta' } });
    assert.deepEqual(await find(docket, mary, 'immediate charlie bravo delta'), [number]);
  });
});

describe('a case is not found', () => {
  it('when it is deleted', async () => {
    const number = await make({ subject: 'ephemeral' });
    await note(number, 'shortlived');
    await docket.core.run(server, (tx) => deleteCase(tx, server, number));
    assert.deepEqual(await find(docket, mary, 'ephemeral'), []);
    assert.deepEqual(await find(docket, mary, 'shortlived'), []);
    assert.equal((await owner.query('select from case_words where number = $1', [number])).rowCount, 0);
  });

  it('when the transaction that makes it fails', async () => {
    await assert.rejects(
      docket.core.run(server, async (tx) => {
        const asked: NewCase = { unitId: 999, referenceStyle: 'number', subject: 'aborted', oneOfSeveral: true };
        await createCase(tx, server, asked);
        throw new Error('No.');
      }),
    );
    assert.deepEqual(await find(docket, mary, 'aborted'), []);
  });

  it('by notes by who may not read notes', async () => {
    const number = await make({ subject: 'whispered', unitId: 1001 });
    await note(number, 'xylophones played');
    const victor = docket.actor('victor');
    for (const q of ['xylophones', 'xylophone', 'xylo*', '"xylophones played"', 'whispered xylophones']) {
      assert.deepEqual(await find(docket, mary, q), [number], q);
      assert.deepEqual(await find(docket, victor, q), [], q);
    }
    assert.deepEqual(await find(docket, victor, 'whispered'), [number]);
  });

  it('outside the units that the user sees, before and after it moves', async () => {
    const number = await make({ subject: 'wandering', unitId: 1003 });
    assert.deepEqual(await find(docket, mary, 'wandering'), []);
    await edit(number, { fields: { unitId: 999 } });
    assert.deepEqual(await find(docket, mary, 'wandering'), [number]);
    await edit(number, { fields: { unitId: 1003 } });
    assert.deepEqual(await find(docket, mary, 'wandering'), []);
    await edit(number, { fields: { unitId: null } });
    assert.deepEqual(await find(docket, mary, 'wandering'), [number]);
  });

  it('when it is restricted to others', async () => {
    const number = await make({ subject: 'sealed' });
    const admin = docket.actor('msingleton', 'tracker');
    const restrict = (userIds: number[]) =>
      docket.core.run(server, (tx) =>
        restrictCase(tx, server, { number }, { restricted: true, userIds, groupIds: [] }),
      );
    await restrict([1002]);
    assert.deepEqual(await find(docket, mary, 'sealed'), []);
    assert.deepEqual(await find(docket, docket.actor('frank'), 'sealed'), [number]);
    assert.deepEqual(await find(docket, admin, 'sealed'), [number]);
  });

  it('by another tenant', async () => {
    const words = {
      tenant: { key: 'hillside', name: 'Hillside' },
      units: [{ key: 'all', id: 999, name: 'All' }],
      roles: [{ key: 'admin', permissions: ['*'] }],
      users: [{ login: 'ada', home: 'all', roles: ['admin'], licences: ['case'] }],
    };
    await docket.apply(stringify(words));
    await make({ subject: 'walled' });
    const tenant = docket.tenant('hillside');
    const stranger: Actor = { tenant, user: tenant.users.byKey.get('ada') ?? null, face: 'api' };
    assert.notEqual(stranger.user, null);
    assert.deepEqual(await find(docket, stranger, 'walled'), []);
    const everything = { tenant, user: null, face: 'docket' } as const;
    assert.deepEqual(await find(docket, everything, 'walled'), []);
    const asked =
      "select cases_by_words('''wall'':AB'::tsquery, null) union all select cases_by_keys('''vmedium'''::tsquery, null)";
    assert.deepEqual(await docket.core.view(stranger, (db) => db.rows({ text: asked, values: [] })), []);
    assert.notDeepEqual(await docket.core.view(mary, (db) => db.rows({ text: asked, values: [] })), []);
  });
});

it('what cannot be read as a search is no error, and finds nothing', async () => {
  await make({ subject: 'anything' });
  for (const q of ['!!!', '*', "'", "\\' | x:*", '& !', '():*', '🙂', '"', '"" *', '<->', "':A", 'a\\']) {
    assert.ok(Array.isArray(await find(docket, mary, `anything ${q} zzz`)), q);
    await find(docket, mary, q);
  }
  assert.deepEqual(await find(docket, mary, '!!!'), []);
});

it('texts of any length are kept: what a vector cannot hold is left out, and no error', async () => {
  const number = await make({ subject: 'voluminous', description: 'λ'.repeat(9_990) });
  const words = Array.from({ length: 1_200 }, (_, i) => `w${i.toString(36)}é`);
  for (let round = 10; round < 32; round += 1) await note(number, words.map((word) => `${word}${round}`).join(' '));
  const [kept] = (await owner.query('select length(words) from case_words where number = $1', [number])).rows;
  assert.ok(kept.length > 20_000 && kept.length < 24_000);
  assert.deepEqual(await find(docket, mary, 'voluminous'), [number]);
  await edit(number, { fields: { subject: 'voluminous again' } });
  assert.deepEqual(await find(docket, mary, 'voluminous again'), [number]);
});

const word = fc.constantFrom(
  'lost',
  'card',
  'cards',
  'the',
  'of',
  'Lösung',
  'x-ray',
  'ray',
  'a.b',
  'running',
  'run',
  '42',
);
const text = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const term = fc.oneof(
  word,
  text.map((words) => `"${words}"`),
  fc.constantFrom('car*', 'r*', '"the ca*"', 'lö*', '4*'),
);

it('an index finds what a scan of the texts finds, by whatever is asked', async () => {
  const input = fc.record({ subject: text, description: text, contactName: text, note: fc.option(text) });
  for (const { note: said, ...fields } of fc.sample(input, { numRuns: 80, seed: 5 })) {
    const number = await make(fields);
    if (said !== null) await note(number, said);
  }
  await owner.query(`select set_config('docket.tenant', '${mary.tenant.id}', false)`);
  const [one] = mary.tenant.users.all.filter(({ login }) => login === 'victor');
  assert.ok(one);
  const withoutNotes: Actor = {
    ...mary,
    user: {
      ...one,
      permissions: new Set(['case.view']),
      seenUnitIds: new Set(mary.tenant.units.all.map(({ id }) => id)),
    },
  };
  await fc.assert(
    fc.asyncProperty(fc.array(term, { minLength: 1, maxLength: 3 }), async (terms) => {
      const q = terms.join(' ');
      assert.deepEqual(await find(docket, server, q), await scan(owner, q, true), q);
      assert.deepEqual(await find(docket, withoutNotes, q), await scan(owner, q, false), q);
    }),
    { numRuns: 150 },
  );
});
it('another language of the tenant has other stems, for cases that are there too', async () => {
  const number = await make({ subject: 'Verkehrsunfälle' });
  const file = await readFile(demoFile, 'utf8');
  assert.deepEqual(await find(docket, mary, 'Verkehrsunfall'), []);
  await docket.apply(file.replace(/^ {2}language: .*$/m, '  language: de'));
  const german = docket.actor('mary');
  assert.deepEqual(await find(docket, german, 'Verkehrsunfall'), [number]);
});
