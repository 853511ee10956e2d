/** A create that screens: DESIGN S10. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createCase } from '../../../src/domain/cases/create-case.ts';
import { getCase } from '../../../src/domain/cases/find-case.ts';
import { listHistory } from '../../../src/domain/history/list-history.ts';
import { type Docket, startDocket } from '../../support/docket.ts';

describe('a create that screens', () => {
  let docket: Docket;
  before(async () => {
    docket = await startDocket();
  });
  after(() => docket.close());

  it('writes a screened event of its own 1 ms after the creating one, whose instant the facet keeps', async () => {
    const actor = docket.actor('screener');
    const made = await docket.core.run(actor, (tx) =>
      createCase(tx, actor, {
        referenceStyle: 'number',
        facets: { api: { kept: true } },
        screened: { facets: (at) => ({ api: { kept: true, at: at.toISOString() } }) },
        close: {},
      }),
    );
    const events = await docket.core.view(actor, (db) => listHistory(db, actor, made.number));
    assert.deepEqual(
      events.map(({ kind, at }) => [kind, at.getTime() - made.createdAt.getTime()]),
      [
        ['created', 0],
        ['screened', 1],
        ['closed', 2],
      ],
    );
    const at = events[1]?.at.toISOString();
    assert.deepEqual(events[1]?.changes, [{ field: 'api.at', from: null, to: at }]);
    const kept = await docket.core.view(actor, (db) => getCase(db, actor, { number: made.number }));
    assert.deepEqual(kept, made);
    assert.deepEqual(kept.facets, { api: { kept: true, at } });
    assert.equal(kept.version, 3);
    assert.equal(kept.modifiedAt.getTime(), made.createdAt.getTime() + 2);
  });
});
