/**
 * A process that has an embedded database open, for tests that kill it: `node hold-embedded.ts DIRECTORY server|command`.
 * Prints one line of JSON, `{ connection }` or `{ error }`, and stops the database at SIGTERM.
 */
import { openEmbedded } from '../../src/storage/embedded/open-embedded.ts';

const [dataDir = '', role] = process.argv.slice(2);
const say = (line: object): boolean => process.stdout.write(`${JSON.stringify(line)}\n`);
const log = { info: () => undefined, warn: () => undefined };
try {
  const { connection, stop } = await openEmbedded({ dataDir, log, exclusive: role === 'server' });
  const alive = setInterval(() => undefined, 60_000);
  process.once('SIGTERM', () => void stop().then(() => clearInterval(alive)));
  say({ connection });
} catch (error) {
  say({ error: (error as Error).message });
  process.exitCode = 1;
}
