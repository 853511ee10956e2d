import type { Core } from '../../core.ts';
import type { FileStorage } from '../../storage/files.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { selectFiles } from './files-store.ts';

/** Longer than an upload takes, and than anybody is in doubt whether its row is stored. */
const doubtMs = 24 * 3_600_000;

/**
 * Removes the bytes of uploads that came to no end a day ago or earlier: those whose row was never stored. Only what is
 * marked as unsettled is looked at, never all files: a server that was given another database by mistake removes nothing
 * that was acknowledged. Answers how many it removed; several servers may do so at once.
 */
export const settleFiles = async (
  core: Pick<Core, 'view'>,
  storage: Pick<FileStorage, 'unsettled'>,
  tenants: readonly Tenant[],
  at: Date,
): Promise<number> => {
  let removed = 0;
  for (const file of await storage.unsettled(new Date(at.getTime() - doubtMs))) {
    const tenant = tenants.find(({ id }) => id === file.tenantId);
    if (tenant === undefined) continue;
    const rows = await core.view({ tenant }, (db) => selectFiles(db, tenant.id, [file.id]));
    if (rows.length > 0) {
      await file.settle();
    } else {
      await file.drop();
      removed += 1;
    }
  }
  return removed;
};
