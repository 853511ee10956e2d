import type { FileStorage, ReceivedFile } from '../../storage/files.ts';
import { DomainError } from '../errors.ts';

/** Failures after which nobody can say whether the row was stored: its bytes stay, for `settleFiles` to judge. */
const unsure = (error: unknown): boolean => !(error instanceof DomainError) || error.kind === 'unavailable';

/**
 * Receives bytes and has `record` store their row, by then safe on disk; so that there is never a row without bytes.
 * Bytes whose row was refused, or not needed (`record` answers `kept: false`), are removed. Fails as `receive` and `record`.
 */
export const keepFile = async <T>(
  storage: FileStorage,
  tenantId: number,
  bytes: AsyncIterable<Uint8Array>,
  limit: number,
  record: (received: ReceivedFile) => Promise<{ readonly kept: boolean; readonly value: T }>,
): Promise<T> => {
  const received = await storage.receive(tenantId, bytes, limit);
  await received.keep().catch(async (error: unknown) => {
    await received.drop(); // there is no row yet, and will be none
    throw error;
  });
  try {
    const { kept, value } = await record(received);
    await (kept ? received.settle() : received.drop());
    return value;
  } catch (error) {
    if (!unsure(error)) await received.drop();
    throw error;
  }
};
