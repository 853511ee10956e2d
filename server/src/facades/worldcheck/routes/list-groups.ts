/** `GET /groups` and `GET /groups/{groupId}` (§4.2). */
import { actorOf } from '../auth.ts';
import { groupsOf, requireGroup } from '../groups.ts';
import type { Route } from './route.ts';

export const listGroups: Route = (routes, { screeningUnits }) => {
  routes.get('/groups', async (request) => {
    const actor = actorOf(request);
    return groupsOf(actor, screeningUnits(actor.tenant)).top();
  });
};

export const getGroup: Route = (routes, { screeningUnits }) => {
  routes.get<{ Params: { groupId: string } }>('/groups/:groupId', async (request) => {
    const actor = actorOf(request);
    return requireGroup(actor, screeningUnits(actor.tenant), request.params.groupId);
  });
};
