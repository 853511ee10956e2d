import { DomainError } from '../errors.ts';
import type { Case } from './case.ts';

/** What the caller last saw of the case, by version or by its `modifiedAt`, to the millisecond. */
export interface Precondition {
  /** One version, or several of which any will do. */
  readonly ifVersion?: number | readonly number[];
  readonly ifModifiedAt?: Date;
}

/** Fails with `stale` `case/stale` (params `case`: as it is now) unless nobody changed the case since (promise 2). */
export const requireFresh = (found: Case, { ifVersion, ifModifiedAt }: Precondition): void => {
  const fresh =
    (ifVersion === undefined || [ifVersion].flat().includes(found.version)) &&
    (ifModifiedAt === undefined || ifModifiedAt.getTime() === found.modifiedAt.getTime());
  if (fresh) return;
  throw new DomainError('stale', 'case/stale', 'The case has been changed since.', {
    params: { number: found.number, version: found.version, case: found },
  });
};

/** Fails with `conflict` `case/archived` (DESIGN S13). */
export const requireUnarchived = (found: Case): void => {
  if (!found.archived) return;
  throw new DomainError('conflict', 'case/archived', 'The case is archived.', { params: { number: found.number } });
};

/** Fails with `conflict` `case/not-open` where the case is closed. */
export const requireNotClosed = (found: Case): void => {
  if (found.category !== 'closed') return;
  throw new DomainError('conflict', 'case/not-open', 'The case is closed.', { params: { number: found.number } });
};
