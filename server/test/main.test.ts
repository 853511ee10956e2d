/** A whole server in this process, on an embedded database of its own. */
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pino } from 'pino';
import { readConfig } from '../src/config.ts';
import type { Running, ServeOptions } from '../src/main.ts';
import { serve } from '../src/main.ts';
import { fakeDeps, fakeFace } from './http/support/fake-face.ts';
import { makeTestDirectory } from './support/test-server.ts';

const demo = join(import.meta.dirname, '../demo/riverside.yaml');
const parts = {
  faces: [fakeFace('/worldcheck'), fakeFace('', { name: 'api' as const })],
  createDirectory: () => ({ ...fakeDeps().directory, open: async () => {}, close: async () => {} }),
};

describe('a server', () => {
  let dataDir: string;
  before(async () => {
    dataDir = await makeTestDirectory();
  });
  after(() => rm(dataDir, { recursive: true, force: true }));

  const options = (overrides: Partial<ServeOptions> = {}): ServeOptions => ({
    config: { ...readConfig({ DOCKET_DATA_DIR: dataDir }), port: 0 },
    listen: [],
    apply: [],
    log: pino({ level: 'silent' }),
    env: {},
    ...overrides,
  });

  const statusAt = async (running: Running, index: number, path: string): Promise<number> => {
    const address = running.addresses[index];
    return (await fetch(`http://${address?.host}:${address?.port}${path}`)).status;
  };

  it('migrates, applies, listens everywhere it was told to, and stops at SIGTERM', async () => {
    const running = await serve(options({ apply: [demo], listen: [{ face: 'worldcheck', port: 0 }] }), parts);
    assert.deepEqual(
      running.addresses.map(({ face }) => face),
      [undefined, 'worldcheck'],
    );
    assert.equal(await statusAt(running, 0, '/readyz'), 200);
    assert.equal(await statusAt(running, 0, '/worldcheck/cases/7'), 200);
    assert.equal(await statusAt(running, 1, '/cases/7'), 200);
    process.kill(process.pid, 'SIGTERM');
    await running.stopped;
    await assert.rejects(statusAt(running, 0, '/healthz'));
    assert.equal(process.listenerCount('SIGTERM'), 0);
  });

  it('that cannot start leaves nothing running, so that the next one can', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const config = { ...options().config, port };
    await assert.rejects(serve(options({ config }), parts), /EADDRINUSE/);
    await assert.rejects(serve(options({ apply: [join(dataDir, 'nowhere.yaml')] }), parts), /ENOENT/);
    await assert.rejects(serve(options({ listen: [{ face: 'goss', port: 0 }] }), parts), /no facade 'goss'/);
    taken.close();
    const running = await serve(options(), parts);
    await Promise.all([running.stop(), running.stop()]);
  });
});
