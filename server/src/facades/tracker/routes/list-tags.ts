import { selectUsedTags } from '../../../domain/cases/tags-store.ts';
import { plainTag } from '../case-members.ts';
import type { Operation } from '../operation.ts';

/** `GET /api/tagModels`: the tags of the cases that the caller sees; Docket knows no other list of them. */
export const listTagsOperation: Operation = {
  method: 'GET',
  path: '/api/tagModels',
  permission: 'case.view',
  answer: async ({ deps, actor }) => {
    const used = await deps.core.view(actor, (db) => selectUsedTags(db, actor));
    return used.map(({ name, uses }) => {
      const { tagModelId: id, color, tagUsedBy } = plainTag(name);
      return { id, name, color, tagUsedBy, casesAmount: uses };
    });
  },
};
