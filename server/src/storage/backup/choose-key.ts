/** Which secret key a restored store has, so that it can read what the backed-up one sealed. */
import { createSecrets, findSecretKey } from '../secrets.ts';
import { BackupError, type Manifest } from './manifest.ts';

export interface KeySources {
  readonly dataDir: string;
  /** DOCKET_SECRET_KEY. */
  readonly configured: string | undefined;
  /** The backup's own; undefined: it was left out. */
  readonly included: string | undefined;
  /** Gives up what was sealed where no key opens it. */
  readonly withoutKey: boolean;
}

const opens = (key: string, sealed: string): boolean => {
  try {
    return createSecrets(key).open(Buffer.from(sealed, 'base64')) === 'docket';
  } catch {
    return false;
  }
};

/**
 * The key to put into the data directory; undefined where one is configured or there already, or none is needed. Throws
 * `BackupError` where the store could not read its own secrets, unless it is to do without them.
 */
export const chooseKey = (sources: KeySources, { sealed }: Manifest): string | undefined => {
  const { dataDir, configured, included, withoutKey } = sources;
  const kept = configured ?? findSecretKey(dataDir);
  if (sealed === null || (kept !== undefined && opens(kept, sealed))) return undefined;
  if (kept === undefined && included !== undefined && opens(included, sealed)) return included;
  if (withoutKey) return undefined;
  const other = 'With --without-key it is restored all the same, and its secrets have to be applied anew.';
  if (kept !== undefined) {
    const where = configured === undefined ? `The secret.key in ${dataDir}` : 'DOCKET_SECRET_KEY';
    throw new BackupError(`${where} is not the key that the backup's secrets are sealed under. ${other}`);
  }
  throw new BackupError(
    `The backup was made without its secret key: set DOCKET_SECRET_KEY, or put secret.key into ${dataDir}. ${other}`,
  );
};
