/** `goss.CaseManagement.v1.api.reassignCase` (contract goss §6.4). */
import type { Case, Facets } from '../../../domain/cases/case.ts';
import { type Steering, steerCase } from '../../../domain/cases/steer-case.ts';
import type { Context, Method, Params } from '../method.ts';
import { eventData, withOpenCase } from '../open-case.ts';
import { limits, reassignCaseSchema } from '../schemas.ts';
import { readFacet, toFacets } from '../wire/facet.ts';
import { readParams } from '../wire/read-params.ts';
import { bareSuccess, failure, noExecutions } from '../wire/write-result.ts';

const readReassign = (sent: Params) =>
  readParams(sent, (reader) => ({
    key: reader.requiredText('caseBusinessKey', limits.businessKey),
    group: reader.requiredBlankable('assignGroupName', limits.key),
    reason: reader.requiredText('reasonDesc', limits.note),
    login: reader.text('assignUserName', limits.key),
    note: reader.text('note', limits.note),
    isDebug: reader.flag('debug'),
  }));

type Reassignment = ReturnType<typeof readReassign>;

/** The new owner's id, null for none: then the group has the case. Undefined: nobody enabled has that login. */
const ownerOf = ({ program }: Context, login: string | null): number | null | undefined => {
  if (login === null) return null;
  const user = program.tenant.users.byKey.get(login);
  return user === undefined || user.disabled ? undefined : user.id;
};

/** A case is either a manager's or a group's. */
const groupOf = ({ group }: Reassignment, ownerId: number | null, found: Case): Facets | undefined => {
  const assignGroup = ownerId === null ? group : '';
  return assignGroup === (readFacet(found).assignGroup ?? '') ? undefined : toFacets({ assignGroup });
};

const toSteering = (context: Context, sent: Reassignment, ownerId: number | null, found: Case): Steering => {
  const facets = groupOf(sent, ownerId, found);
  return {
    kind: 'assigned',
    fields: { ownerId, ...(facets ? { facets } : {}) },
    ...(sent.note === null ? {} : { note: { text: sent.note, private: true } }),
    data: { ...eventData(context.program), reason: sent.reason },
  };
};

export const reassignCaseMethod: Method = {
  name: 'goss.CaseManagement.v1.api.reassignCase',
  origin: 'documented',
  description: 'Gives an open case to a case manager, or to a group.',
  parameters: reassignCaseSchema,
  needs: () => ['case.assign'],
  run: async (context, sent) => {
    const params = readReassign(sent);
    const ownerId = ownerOf(context, params.login);
    const isOwnerKnown = await withOpenCase(context, params.key, 'case.assign', async (tx, actor, found) => {
      if (ownerId === undefined) return false;
      await steerCase(tx, actor, found, toSteering(context, params, ownerId, found));
      return true;
    });
    if (isOwnerKnown === undefined) return failure(noExecutions);
    if (!isOwnerKnown) return failure(`User ${params.login} does not exist`);
    return bareSuccess(params.isDebug, `Case assigned: ${params.login ?? params.group}`);
  },
};
