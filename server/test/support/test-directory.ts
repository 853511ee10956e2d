import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A directory that PostgreSQL's own user can enter, also where we are root. */
export const makeTestDirectory = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), 'docket-test-'));
  await chmod(path, 0o711);
  return path;
};
