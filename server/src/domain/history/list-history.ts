import type { Db } from '../../storage/transaction.ts';
import { requireSeen, unknownCase } from '../access/access.ts';
import type { Actor } from '../actor.ts';
import { selectCase } from '../cases/case-by-key-store.ts';
import { selectTombstone, selectTombstoneByUid } from '../cases/delete-store.ts';
import { mayReview } from '../disposition/review-date.ts';
import type { Change } from './event.ts';
import { countEvents, type HistoryRow, selectHistory } from './history-store.ts';

export interface HistoryEvent {
  readonly seq: number;
  readonly uid: string;
  readonly at: Date;
  readonly actorId: number | null;
  readonly kind: string;
  readonly face: string;
  readonly changes: readonly Change[];
  readonly data: Readonly<Record<string, unknown>>;
  /** SHA-256 over the event before and this one. */
  readonly hash: Buffer;
}

const hidden = new Set(['reviewAt', 'reviewNotes']);

const toEvent = (row: HistoryRow, showsReview: boolean): HistoryEvent => {
  const changes = JSON.parse(row.changes) as Change[];
  return {
    seq: row.seq,
    uid: row.uid,
    at: row.at,
    actorId: row.actorId,
    kind: row.kind,
    face: row.face,
    changes: showsReview ? changes : changes.filter(({ field }) => !hidden.has(field)),
    data: JSON.parse(row.data) as Record<string, unknown>,
    hash: row.hash,
  };
};

/** The case, or what is left of it, where the actor sees it. */
const requireSeenHistory = async (db: Db, actor: Actor, number: number): Promise<void> => {
  const found =
    (await selectCase(db, actor.tenant.id, { number })) ?? (await selectTombstone(db, actor.tenant.id, number));
  if (found === undefined) throw unknownCase({ number });
  requireSeen(actor, found);
};

/** How many events `listHistory` has. Fails as it does. */
export const countHistory = async (db: Db, actor: Actor, number: number): Promise<number> => {
  await requireSeenHistory(db, actor, number);
  return countEvents(db, actor.tenant.id, number);
};

/**
 * The history of a case after `afterSeq`, in order; of a deleted one too, for who could see it (DESIGN S14). Review dates
 * are left out for who may not see them (contract tracker D9.5). Fails with `not-found`.
 */
export const listHistory = async (
  db: Db,
  actor: Actor,
  number: number,
  { afterSeq = 0, limit = 1000 }: { readonly afterSeq?: number; readonly limit?: number } = {},
): Promise<HistoryEvent[]> => {
  await requireSeenHistory(db, actor, number);
  const showsReview = mayReview(actor, 'list');
  const rows = await selectHistory(db, actor.tenant.id, number, afterSeq, limit);
  return rows.map((row) => toEvent(row, showsReview));
};

export interface WholeHistory {
  /** The case, or what is left of it. */
  readonly found: { readonly number: number; readonly uid: string; readonly reference: string };
  readonly isDeleted: boolean;
  /** From the creating one on. */
  readonly events: readonly HistoryEvent[];
}

/** Events read at once. */
const pageSize = 1000;

/** The whole history of a case by its uid, under the rules of `listHistory`. Fails with `not-found`. */
export const readHistory = async (db: Db, actor: Actor, uid: string): Promise<WholeHistory> => {
  const tenantId = actor.tenant.id;
  const kept = await selectCase(db, tenantId, { uid });
  const found = kept ?? (await selectTombstoneByUid(db, tenantId, uid));
  if (found === undefined) throw unknownCase({ uid });
  requireSeen(actor, found);
  const showsReview = mayReview(actor, 'list');
  const events: HistoryEvent[] = [];
  for (let isMore = true; isMore; ) {
    const rows = await selectHistory(db, tenantId, found.number, events.length, pageSize);
    for (const row of rows) events.push(toEvent(row, showsReview));
    isMore = rows.length === pageSize;
  }
  return { found, isDeleted: kept === undefined, events };
};
