/** What a recorded call becomes as a script for a database client. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Recorded } from '../src/database/record.ts';
import { makeScript } from '../src/database/script.ts';

/** An edit of a case: it is locked by its number, and written with all that it has. */
const edit = (number: number, reference: string): Recorded[] => [
  { text: 'select …', values: [1, number], row: { number, reference }, transaction: 1 },
  { text: 'update …', values: [1, number, reference], row: undefined, transaction: 1 },
];

describe('a script of two recordings', () => {
  it('asks about the subject, and keeps what both have in common', () => {
    const [select] = makeScript([edit(7, 'a'), edit(8, 'b')], ['7', '8']);
    assert.deepEqual(select?.sources, [
      { from: 'constant', value: 1 },
      { from: 'subject', isNumber: true },
    ]);
  });

  it('writes a reference as it was read, also where both are the text of the number', () => {
    for (const runs of [
      [edit(7, '7'), edit(8, '8')],
      [edit(7, '7'), edit(8, 'b')],
    ] as const) {
      const [, update] = makeScript(runs, ['7', '8']);
      assert.deepEqual(update?.sources[2], { from: 'answer', statement: 0, column: 'reference' });
    }
  });
});
