import type { Tx } from '../../storage/transaction.ts';
import { requireFitOwner } from '../access/require-fit-owner.ts';
import type { Actor } from '../actor.ts';
import { statusCategory } from '../case-types/status-category.ts';
import { keepNote } from '../notes/keep-note.ts';
import type { NewNote } from '../notes/notes-store.ts';
import type { Case, CaseFields } from './case.ts';
import { diffCase } from './diff-case.ts';
import { mergeFacets, requireCaseType } from './edit-case.ts';
import { judgeFields } from './judge-fields.ts';
import { requireNotClosed, requireUnarchived } from './precondition.ts';
import { writeChange } from './write-change.ts';

/** Where a case stands, and who has it. */
export interface Steering {
  readonly kind: 'edited' | 'assigned';
  /** Absent members stay; `facets` are merged. */
  readonly fields: Partial<Pick<CaseFields, 'status' | 'stage' | 'ownerId' | 'facets'>>;
  /** Comes with the event (DESIGN S10). */
  readonly note?: NewNote;
  /** What the event records beside. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/**
 * Moves an open case along: status, stage, owner. It is no edit of the case's fields, so S3 plays no part; the caller has
 * locked the case and asked for the permission, for a new owner `case.assign` (DESIGN S4), who is enabled. What changes
 * nothing moves nothing; its note is then an addition. Fails with `conflict` (`case/archived`, `case/not-open`), `invalid`.
 */
export const steerCase = async (tx: Tx, actor: Actor, found: Case, steering: Steering): Promise<Case> => {
  requireUnarchived(found);
  requireNotClosed(found);
  const type = requireCaseType(actor.tenant, found);
  const { facets, ...fields } = steering.fields;
  const changed: Case = { ...found, ...fields, facets: mergeFacets(found.facets, facets) };
  if (changed.status !== found.status) judgeFields(actor.tenant, type, { status: changed.status });
  if (changed.stage !== found.stage) judgeFields(actor.tenant, type, { stage: changed.stage });
  if (changed.ownerId !== null && changed.ownerId !== found.ownerId) {
    requireFitOwner(actor.tenant, changed.ownerId, null, 'enabled');
  }
  const steered: Case = {
    ...changed,
    category: changed.status === found.status ? found.category : statusCategory(type, changed.status),
  };
  const changes = diffCase(actor.tenant, found, steered);
  if (changes.length === 0 && steering.note === undefined) return found;
  const kept = steering.note && (await keepNote(tx, actor, found, steering.note));
  const data = { ...steering.data, ...kept?.data };
  const event = changes.length > 0 ? { kind: steering.kind, changes, data } : { kind: 'note.added' as const, data };
  return writeChange(tx, actor, steered, [event]);
};
