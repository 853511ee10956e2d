/**
 * Events, and the chain that makes history evidence (DESIGN §3.7): each carries the hash of the one before, over its own
 * text as it is stored. `docket verify` computes the same again.
 */
import { hash } from 'node:crypto';
import { newUid } from '../uid.ts';

export const eventKinds = [
  'created',
  'edited',
  'closed',
  'reopened',
  'archived',
  'unarchived',
  'deleted',
  'assigned',
  'linked',
  'unlinked',
  'note.added',
  'file.attached',
  'file.detached',
  'form.saved',
  'queued',
  'called',
  'returned',
  'held',
  'released',
  'completed',
  'cancelled',
  'no-show',
  'transferred',
  'task.created',
  'task.completed',
  'target.set',
  'target.paused',
  'target.resumed',
  'target.breached',
  'escalated',
  'review.due',
  'screened',
  'restricted',
  'activity.added',
  'activity.moved',
  'person.linked',
  'message.queued',
  'message.sent',
  'message.failed',
] as const;

export type EventKind = (typeof eventKinds)[number];

/** One field's change, in the words of the native API; instants as ISO UTC with ms, units, users, groups by key or login. */
export interface Change {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** An event to be appended. */
export interface NewEvent {
  readonly kind: EventKind;
  readonly changes?: readonly Change[];
  readonly data?: Readonly<Record<string, unknown>>;
}

/** The end of a case's history; of a case that has none: seq 0, time 0, 32 zero bytes. */
export interface ChainHead {
  readonly historySeq: number;
  readonly historyAt: Date;
  readonly historyHash: Buffer;
}

export const emptyChain: ChainHead = { historySeq: 0, historyAt: new Date(0), historyHash: Buffer.alloc(32) };

/** What the hash covers, in this order. `changes` and `data` are the very texts that are stored. */
export interface HashedEvent {
  readonly caseUid: string;
  readonly seq: number;
  readonly uid: string;
  readonly atMs: number;
  readonly actorId: number | null;
  readonly kind: string;
  readonly face: string;
  readonly changes: string;
  readonly data: string;
}

/** SHA-256 over the previous hash and the JSON list of the event's parts. */
export const hashEvent = (previous: Buffer, event: HashedEvent): Buffer =>
  hash(
    'sha256',
    Buffer.concat([
      previous,
      Buffer.from(
        JSON.stringify([
          event.caseUid,
          event.seq,
          event.uid,
          event.atMs,
          event.actorId,
          event.kind,
          event.face,
          event.changes,
          event.data,
        ]),
      ),
    ]),
    'buffer',
  );

/** Events ready to be stored, as columns for one `unnest`, and the new head. */
export interface Chained {
  readonly head: ChainHead;
  readonly seqs: readonly number[];
  readonly uids: readonly string[];
  readonly ats: readonly Date[];
  readonly kinds: readonly string[];
  readonly changes: readonly string[];
  readonly data: readonly string[];
  readonly hashes: readonly Buffer[];
}

/**
 * Chains `events` behind `head`: numbered without gaps, each at `nowMs` or 1 ms after the one before, whichever is later (S10).
 */
export const chainEvents = (
  head: ChainHead,
  caseUid: string,
  actorId: number | null,
  face: string,
  events: readonly NewEvent[],
  nowMs: number,
): Chained => {
  let seq = head.historySeq;
  let atMs = head.historyAt.getTime();
  let hash = head.historyHash;
  const seqs: number[] = [];
  const uids: string[] = [];
  const ats: Date[] = [];
  const changes: string[] = [];
  const data: string[] = [];
  const hashes: Buffer[] = [];
  for (const event of events) {
    seq += 1;
    atMs = Math.max(nowMs, atMs + 1);
    const uid = newUid(atMs);
    const changesText = JSON.stringify(event.changes ?? []);
    const dataText = JSON.stringify(event.data ?? {});
    hash = hashEvent(hash, {
      caseUid,
      seq,
      uid,
      atMs,
      actorId,
      kind: event.kind,
      face,
      changes: changesText,
      data: dataText,
    });
    seqs.push(seq);
    uids.push(uid);
    ats.push(new Date(atMs));
    changes.push(changesText);
    data.push(dataText);
    hashes.push(hash);
  }
  return {
    head: { historySeq: seq, historyAt: new Date(atMs), historyHash: hash },
    seqs,
    uids,
    ats,
    kinds: events.map((event) => event.kind),
    changes,
    data,
    hashes,
  };
};
