import type { Secrets } from '../../storage/secrets.ts';
import type { Path } from '../problems.ts';
import type { Secret } from '../schema/values.ts';
import type { Context } from './context.ts';

const open = (secrets: Secrets, sealed: Buffer): string | undefined => {
  try {
    return secrets.open(sealed);
  } catch {
    return undefined;
  }
};

/**
 * The sealed secret to store, as PostgreSQL writes bytes; null for none. One that says what the store has keeps the stored
 * bytes, since sealing gives other bytes each time. `plain` and `sealed` (base64) are the file's; `refuse` hears of one
 * that was sealed under another key.
 */
export const keepSealed = (
  { secrets, refuse }: Pick<Context, 'secrets' | 'refuse'>,
  plain: Secret | undefined,
  sealed: string | undefined,
  stored: string | null,
  path: Path,
): string | null => {
  const given = sealed === undefined ? undefined : Buffer.from(sealed, 'base64');
  const secret = given ? open(secrets, given) : plain;
  if (given && secret === undefined) {
    refuse(path, 'the secret was sealed under another DOCKET_SECRET_KEY');
    return null;
  }
  if (typeof secret !== 'string') return null;
  const known = stored === null ? undefined : open(secrets, Buffer.from(stored.slice(2), 'hex'));
  if (known === secret) return stored;
  return `\\x${(given ?? secrets.seal(secret)).toString('hex')}`;
};
