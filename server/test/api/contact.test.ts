import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Docket, startDocket } from '../support/docket.ts';

const headers = { authorization: 'Bearer docket-api-token' };

describe('the widths of a contact (DESIGN S8)', () => {
  let docket: Docket;
  before(async () => {
    docket = await startDocket();
  });
  after(() => docket.close());

  const create = async (contact: object): Promise<number> =>
    (await docket.inject({ method: 'POST', url: '/api/v1/cases', headers, payload: { subject: 's', contact } }))
      .statusCode;

  for (const [member, width] of [
    ['name', 100],
    ['email', 255],
    ['phone', 40],
    ['address', 1000],
  ] as const) {
    it(`lets ${member} have ${width} code points, and no more`, async () => {
      assert.equal(await create({ [member]: '😀'.repeat(width) }), 201);
      assert.equal(await create({ [member]: 'x'.repeat(width + 1) }), 400);
    });
  }
});
