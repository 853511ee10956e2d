/** Case → wire (contract api, "Case"). */
import { mayAct, mayEditOwned } from '../../domain/access/access.ts';
import type { Permission } from '../../domain/access/permission.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Case } from '../../domain/cases/case.ts';
import { mayReview } from '../../domain/disposition/review-date.ts';
import type { WireCase } from '../schemas/case.ts';
import { groupKeys, loginOf, loginsOf, timeOf, unitKey } from './show.ts';

const acts: readonly Permission[] = ['case.edit', 'case.close', 'case.delete', 'case.assign', 'note.add'];

/** What would not be refused now: the permission (DESIGN S2), another's case (S3), the archive (S13). */
const abilitiesOn = (actor: Actor, found: Case): string[] =>
  acts.filter((permission) => {
    if (!mayAct(actor, permission, found)) return false;
    if (found.archived && (permission === 'case.edit' || permission === 'case.assign')) return false;
    return permission !== 'case.edit' || mayEditOwned(actor, found);
  });

const contactOf = (found: Case): WireCase['contact'] => ({
  name: found.contactName,
  email: found.contactEmail,
  phone: found.contactPhone,
  address: found.contactAddress,
});

/** `related`: numbers of the related cases that the actor sees. Review dates only for who may see them (contract tracker D9.5). */
export const showCase = (actor: Actor, found: Case, related: readonly number[]): WireCase => {
  const { tenant } = actor;
  const reviews = mayReview(actor, 'list');
  return {
    number: found.number,
    uid: found.uid,
    reference: found.reference,
    version: found.version,
    type: found.type,
    subtype: found.subtype,
    stage: found.stage,
    status: found.status,
    statusCategory: found.category,
    offenseType: found.offenseTypeId,
    subject: found.subject,
    description: found.description,
    solution: found.solution,
    severity: found.severity,
    tags: [...found.tags],
    unit: unitKey(tenant, found.unitId),
    owner: loginOf(tenant, found.ownerId),
    assignees: loginsOf(tenant, found.assigneeIds),
    assigneeGroups: groupKeys(tenant, found.assigneeGroupIds),
    customer: found.customerId,
    contact: contactOf(found),
    externalReference: found.externalReference,
    dueAt: timeOf(found.dueAt),
    reviewAt: reviews ? timeOf(found.reviewAt) : null,
    reviewNotes: reviews ? found.reviewNotes : '',
    language: found.language,
    attributes: found.attributes,
    related: [...related],
    archived: found.archived,
    restricted: found.restricted,
    createdAt: found.createdAt.toISOString(),
    createdBy: loginOf(tenant, found.createdById),
    modifiedAt: found.modifiedAt.toISOString(),
    modifiedBy: loginOf(tenant, found.modifiedById),
    closedAt: timeOf(found.closedAt),
    closureReason: found.closureReason,
    closureNote: found.closureNote,
    abilities: abilitiesOn(actor, found),
  };
};
