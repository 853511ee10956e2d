/** What the store keeps so that only this installation can read it (sealed) or nobody can (hashed). */
import { createCipheriv, createDecipheriv, hash, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Secrets {
  /** AES-256-GCM; the same text gives other bytes each time. */
  seal(text: string): Buffer;
  /** Throws `UnsealError` for what was not sealed under this key. */
  open(sealed: Uint8Array): string;
}

export class UnsealError extends Error {
  override readonly name = 'UnsealError';
}

/** First byte of what is sealed: the form it has. */
const form = 1;
const nonceBytes = 12;
const tagBytes = 16;

/** The key is any text: DOCKET_SECRET_KEY may be a pass phrase, hence the slow derivation (about 50 ms, once). */
export const createSecrets = (secretKey: string): Secrets => {
  const key = scryptSync(secretKey, 'docket/secrets/1', 32);
  return {
    seal: (text) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      return Buffer.concat([Buffer.of(form), nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    open: (bytes) => {
      const sealed = Buffer.from(bytes);
      const failed = 'A stored secret cannot be opened: it was sealed under another DOCKET_SECRET_KEY.';
      if (sealed[0] !== form || sealed.length < 1 + nonceBytes + tagBytes) throw new UnsealError(failed);
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + nonceBytes));
      decipher.setAuthTag(sealed.subarray(-tagBytes));
      try {
        return Buffer.concat([
          decipher.update(sealed.subarray(1 + nonceBytes, -tagBytes)),
          decipher.final(),
        ]).toString();
      } catch (cause) {
        throw new UnsealError(failed, { cause });
      }
    },
  };
};

const isTaken = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EEXIST';

/** Puts a key into `<dataDir>/secret.key` (mode 0600), whole or not at all; one that is there already stays. */
export const writeSecretKey = (key: string, dataDir: string): void => {
  const path = join(dataDir, 'secret.key');
  const fresh = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(fresh, `${key}\n`, { mode: 0o600, flag: 'wx', flush: true });
    chmodSync(fresh, 0o600);
    linkSync(fresh, path);
  } catch (error) {
    if (!isTaken(error)) throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
};

/** The key in `<dataDir>/secret.key`; undefined: there is none. */
export const findSecretKey = (dataDir: string): string | undefined => {
  try {
    return readFileSync(join(dataDir, 'secret.key'), 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
};

/**
 * DOCKET_SECRET_KEY, else the key in `<dataDir>/secret.key`, made there (mode 0600) at the first start. Two first starts
 * at once agree on one key: the file appears whole, or not at all.
 */
export const readSecretKey = (configured: string | undefined, dataDir: string): string => {
  const known = configured || findSecretKey(dataDir);
  if (known) return known;
  mkdirSync(dataDir, { recursive: true });
  writeSecretKey(randomBytes(32).toString('base64'), dataDir);
  return findSecretKey(dataDir) ?? '';
};

/** Tokens are long and random, so one round of SHA-256 hides them well enough, and finding one is a look-up. */
export const hashToken = (token: string): Buffer => hash('sha256', token, 'buffer');

/** The same as hexadecimal digits. */
export const hashTokenAsHex = (token: string): string => hash('sha256', token, 'hex');

/** Compares without telling by its time where the two differ. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b);
