/** The server's own clock. */
import assert from 'node:assert/strict';
import { afterEach, describe, it, mock } from 'node:test';
import { tick } from '../../src/jobs/every-minute.ts';

describe('what is due', () => {
  afterEach(() => mock.timers.reset());

  it('is run at least once a minute, also after a failure, never twice at once, and stops behind the run under way', async () => {
    mock.timers.enable({ apis: ['setInterval'] });
    const failures: unknown[] = [];
    const runs: PromiseWithResolvers<void>[] = [];
    const work = async (): Promise<void> => {
      const run = Promise.withResolvers<void>();
      runs.push(run);
      await run.promise;
      throw new Error('The store is away.');
    };
    const ticking = tick(work, Date.now, (error) => failures.push(error));
    mock.timers.tick(60_000);
    mock.timers.tick(600_000);
    assert.equal(runs.length, 1, 'one that takes long is not run again beside itself, nor afterwards in a heap');
    runs[0]?.resolve();
    await new Promise(setImmediate);
    assert.equal(failures.length, 1);
    mock.timers.tick(60_000);
    assert.equal(runs.length, 2);
    let stopped = false;
    const stopping = ticking.stop().then(() => {
      stopped = true;
    });
    await new Promise(setImmediate);
    assert.equal(stopped, false);
    runs[1]?.resolve();
    await stopping;
    mock.timers.tick(600_000);
    assert.equal(runs.length, 2);
  });
});
