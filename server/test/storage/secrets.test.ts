/** Secrets are kept so that only this installation reads them. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { createSecrets, hashToken, readSecretKey, sameBytes, UnsealError } from '../../src/storage/secrets.ts';

it('opens what it sealed, and nothing that was changed or sealed under another key', () => {
  const secrets = createSecrets('one');
  const sealed = secrets.seal('geheim ✓');
  assert.equal(secrets.open(sealed), 'geheim ✓');
  assert.notDeepEqual(secrets.seal('geheim ✓'), sealed);
  assert.throws(() => createSecrets('two').open(sealed), UnsealError);
  for (let i = 0; i < sealed.length; i++) {
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(i) ^ 1, i);
    assert.throws(() => secrets.open(changed), UnsealError);
  }
  assert.throws(() => secrets.open(Buffer.alloc(0)), UnsealError);
});

it('makes a key in the data directory, for its owner only, and keeps it', () => {
  const dir = mkdtempSync(join(tmpdir(), 'docket-secrets-'));
  try {
    const dataDir = join(dir, 'data');
    const key = readSecretKey(undefined, dataDir);
    assert.equal(Buffer.from(key, 'base64').length, 32);
    assert.equal(statSync(join(dataDir, 'secret.key')).mode & 0o777, 0o600);
    assert.equal(readSecretKey(undefined, dataDir), key);
    assert.equal(readSecretKey('given', dataDir), 'given');
  } finally {
    rmSync(dir, { recursive: true });
  }
});

it('compares bytes of any length', () => {
  assert.ok(sameBytes(hashToken('a'), hashToken('a')));
  assert.ok(!sameBytes(hashToken('a'), hashToken('b')));
  assert.ok(!sameBytes(hashToken('a'), Buffer.of(1)));
});
