/** History is evidence (promise 7): whatever is done to stored events, `docket verify` says so. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Client } from 'pg';
import { createCase } from '../../src/domain/cases/create-case.ts';
import { editCase } from '../../src/domain/cases/edit-case.ts';
import { verifyHistory } from '../../src/domain/history/verify-history.ts';
import { type Docket, startDocket } from '../support/docket.ts';

let docket: Docket;
let owner: Client;
let number: number;

before(async () => {
  docket = await startDocket();
  owner = await docket.store.connectOwner();
});
after(async () => {
  await owner.end();
  await docket.close();
});
beforeEach(async () => {
  const actor = docket.actor('mary');
  const made = await docket.core.run(actor, (tx) =>
    createCase(tx, actor, {
      subject: 'A ☎ case',
      referenceStyle: 'number',
      unitId: 999,
      attributes: { visits: '007' },
    }),
  );
  number = made.number;
  for (const subject of ['two', 'three', 'four']) {
    await docket.core.run(actor, (tx) => editCase(tx, actor, number, { fields: { subject } }));
  }
});

/** The first broken event of the case that each test makes. */
const firstBreak = async (): Promise<number | undefined> => {
  const { tenant } = docket.actor('mary');
  const { breaks } = await docket.core.view({ tenant }, (db) => verifyHistory(db, tenant.id));
  return breaks.find(({ caseNumber }) => caseNumber === number)?.seq;
};

describe('docket verify', () => {
  it('finds nothing where nothing was touched', async () => {
    assert.equal(await firstBreak(), undefined);
  });

  for (const [what, sql] of [
    ['an edited change', `update docket.history set changes = '[]' where case_number = $1 and seq = 2`],
    ['an edited time', `update docket.history set at = at + interval '1 ms' where case_number = $1 and seq = 2`],
    ['an edited actor', 'update docket.history set actor_id = 1 where case_number = $1 and seq = 2'],
    ['an edited kind', `update docket.history set kind = 'closed' where case_number = $1 and seq = 2`],
    ['white space in its text', `update docket.history set data = '{ }' where case_number = $1 and seq = 2`],
    ['a dropped event', 'delete from docket.history where case_number = $1 and seq = 2'],
  ] as const) {
    it(`finds ${what}`, async () => {
      await owner.query(sql, [number]);
      assert.equal(await firstBreak(), 2);
    });
  }

  it('finds events that changed places', async () => {
    await owner.query('update docket.history set seq = -seq where case_number = $1 and seq in (2, 3)', [number]);
    await owner.query('update docket.history set seq = 5 + seq where case_number = $1 and seq < 0', [number]);
    assert.equal(await firstBreak(), 2);
  });

  it('finds a history that was cut short', async () => {
    await owner.query('delete from docket.history where case_number = $1 and seq = 4', [number]);
    assert.equal(await firstBreak(), 4);
  });

  it('finds events of a case that is gone without a tombstone', async () => {
    await owner.query('delete from docket.cases where number = $1', [number]);
    assert.equal(await firstBreak(), 1);
  });
});

describe('the role that requests work as', () => {
  it('may not change or delete events', async () => {
    await owner.query('set role docket_app');
    await owner.query(`select set_config('docket.tenant', '1', false)`);
    try {
      await assert.rejects(owner.query('update history set seq = 9'), { code: '42501' });
      await assert.rejects(owner.query('delete from history'), { code: '42501' });
    } finally {
      await owner.query('reset role');
    }
  });
});
