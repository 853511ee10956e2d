/** `docket verify`: computes every chain of a tenant again (promise 7). */
import type { Db } from '../../storage/transaction.ts';
import { hashEvent } from './event.ts';
import { type Head, type HistoryRow, selectAllHistory, selectHeads } from './history-store.ts';

export interface Break {
  readonly caseNumber: number;
  /** The first event that is not as it should be; the one after the last where events are missing at the end. */
  readonly seq: number;
  readonly what: string;
}

export interface Verification {
  readonly cases: number;
  readonly events: number;
  readonly breaks: readonly Break[];
}

const pageSize = 2000;
const zero = Buffer.alloc(32);

/** The first break of one chain, if any, given its case's own word on how it ends. */
export const verifyChain = (
  head: Head | undefined,
  caseNumber: number,
  rows: readonly HistoryRow[],
): Break | undefined => {
  if (head === undefined) return { caseNumber, seq: 1, what: 'There are events, but neither a case nor a tombstone.' };
  let previous: Buffer = zero;
  for (const [i, row] of rows.entries()) {
    if (row.seq !== i + 1) return { caseNumber, seq: i + 1, what: 'The event is missing.' };
    const { seq, uid, actorId, kind, face, changes, data } = row;
    const expected = hashEvent(previous, {
      caseUid: head.uid,
      seq,
      uid,
      atMs: row.at.getTime(),
      actorId,
      kind,
      face,
      changes,
      data,
    });
    if (!expected.equals(row.hash)) return { caseNumber, seq, what: 'The event is not the one that was written.' };
    previous = row.hash;
  }
  if (rows.length !== head.seq) return { caseNumber, seq: rows.length + 1, what: 'Events are missing at the end.' };
  if (!previous.equals(head.hash))
    return { caseNumber, seq: head.seq, what: "The case's last hash is not its history's." };
  return undefined;
};

/** Checks every chain of the tenant; reads by pages, so that memory stays small however many cases there are. */
export const verifyHistory = async (db: Db, tenantId: number): Promise<Verification> => {
  const breaks: Break[] = [];
  let cases = 0;
  let events = 0;
  let after = { caseNumber: 0, seq: 0 };
  let open: HistoryRow[] = [];
  let checkedTo = 0;

  /** Judges every case with a number up to `to`, by what the store says of it and by the events that are complete. */
  const judge = async (rows: readonly HistoryRow[], to: number): Promise<void> => {
    const heads = new Map((await selectHeads(db, tenantId, checkedTo + 1, to)).map((head) => [head.number, head]));
    const chains = Map.groupBy(rows, (row) => row.caseNumber);
    for (const number of new Set([...heads.keys(), ...chains.keys()])) {
      const found = verifyChain(heads.get(number), number, chains.get(number) ?? []);
      if (found) breaks.push(found);
    }
    cases += heads.size;
    checkedTo = to;
  };

  for (;;) {
    const page = await selectAllHistory(db, tenantId, after, pageSize);
    events += page.length;
    const rows = [...open, ...page];
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) {
      await judge(rows, 2_147_483_647);
      return { cases, events, breaks: breaks.sort((left, right) => left.caseNumber - right.caseNumber) };
    }
    const complete = rows.filter((row) => row.caseNumber < last.caseNumber);
    open = rows.filter((row) => row.caseNumber === last.caseNumber);
    if (complete.length > 0) await judge(complete, last.caseNumber - 1);
    after = { caseNumber: last.caseNumber, seq: last.seq };
  }
};
