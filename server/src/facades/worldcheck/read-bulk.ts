/** What the bulk calls share: their ids, what their events record, and an answer for each id (contract worldcheck §3.3, §4.7). */
import type { Outcomes } from '../../domain/cases/each-case.ts';
import { badField, describeRefusal } from './errors.ts';
import { fromWireId } from './ids.ts';
import { readNote } from './read-new-case.ts';

const maxIds = 1000;

/** Each once, in the order sent: 1 to 1000. */
export const readIds = (sent: readonly string[] | null | undefined): readonly string[] => {
  if (!sent?.length || sent.length > maxIds) throw badField('caseSystemIds', `caseSystemIds holds 1 to ${maxIds} ids.`);
  return [...new Set(sent)];
};

/** The uid that an id writes; of a text that is no id one that no case has. */
export const uidOf = (id: string): string => fromWireId(id) ?? '';

/** Kept with every event of the call: audit shows the source as `API_BULK` (§4.5). */
export const bulkData = (note: string | null | undefined): Readonly<Record<string, unknown>> => {
  const text = readNote(note);
  return { source: 'bulk', ...(text === undefined ? {} : { note: text }) };
};

export const renderStatuses = (ids: readonly string[], outcomes: Outcomes) => ({
  statuses: ids.map((caseSystemId, index) => {
    const refusal = outcomes[index];
    return refusal === undefined
      ? { caseSystemId, success: true }
      : { caseSystemId, success: false, errors: describeRefusal(refusal) };
  }),
});
