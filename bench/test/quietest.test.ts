/** Which of several measurements counts on a machine that the host gives to others too. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { quietest } from '../src/quietest.ts';

/** The first run of a phase loses the first share, the second the second; each answers with its place. */
const losing = (...shares: (number | null)[]) => {
  let runs = 0;
  const phase = async (): Promise<number> => {
    runs += 1;
    return runs;
  };
  const watch = () => () => shares[runs - 1] ?? null;
  return { phase, watch, runs: () => runs };
};

describe('a phase that other guests of the host disturb', () => {
  it('is measured again, until it is quiet', async () => {
    const { phase, watch, runs } = losing(0.2, 0.005, 0);
    assert.deepEqual(await quietest(5, phase, { watch }), { found: 2, stolen: 0.005 });
    assert.equal(runs(), 2);
  });

  it('counts with its quietest run where none was quiet, the first of equals', async () => {
    const { phase, watch, runs } = losing(0.2, 0.1, 0.1);
    assert.deepEqual(await quietest(3, phase, { watch }), { found: 2, stolen: 0.1 });
    assert.equal(runs(), 3);
  });

  it('is measured once where the system does not tell', async () => {
    const { phase, watch, runs } = losing(null, null);
    assert.deepEqual(await quietest(3, phase, { watch }), { found: 1, stolen: null });
    assert.equal(runs(), 1);
  });

  it('finds what it needs before each run', async () => {
    const { phase, watch } = losing(0.2, 0.1, 0.05);
    let prepared = 0;
    const before = async (): Promise<void> => {
      prepared += 1;
    };
    assert.equal((await quietest(3, phase, { watch, before })).found, 3);
    assert.equal(prepared, 3);
  });
});
