import type { Disposition } from '../../../domain/tenants/tenant.ts';
import type { Operation } from '../operation.ts';
import { refuseAll, texts } from '../problems.ts';

const lists: Readonly<Record<string, (disposition: Disposition) => readonly number[]>> = {
  '1': ({ listGroupIds }) => listGroupIds,
  '3': ({ updateGroupIds }) => updateGroupIds,
  '4': ({ createGroupIds }) => createGroupIds,
};

/** `GET /api/autoDisposition/{accessType}/groups` (D9): 1 list, 3 update, 4 create. */
export const listAccessGroupsOperation: Operation = {
  method: 'GET',
  path: '/api/autoDisposition/:accessType/groups',
  answer: ({ request, actor }) => {
    const { accessType } = request.params as { readonly accessType: string };
    const list = Object.hasOwn(lists, accessType) ? lists[accessType] : undefined;
    if (list === undefined) return refuseAll('accessType', texts.wrong);
    const { groups, disposition } = actor.tenant;
    return [...list(disposition)].sort((a, b) => a - b).map((id) => ({ id, text: groups.byId.get(id)?.name ?? '' }));
  },
};
