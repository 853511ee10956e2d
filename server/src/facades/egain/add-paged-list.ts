/** A list that is read in pages, whatever is in it (contract egain 6.8, 6.9). */
import type { FastifyInstance } from 'fastify';
import type { Db } from '../../core.ts';
import type { Actor } from '../../domain/actor.ts';
import type { JsonObject } from '../../domain/cases/case.ts';
import type { FaceDeps } from '../../http/face.ts';
import { sendPage } from './answer.ts';
import { actorOf, type Place, viewerOf } from './call.ts';
import { pagingNames, readPaging } from './paging.ts';
import { type Query, readQuery } from './query.ts';
import { readDirection } from './wire/sorting.ts';

export interface PageAsked {
  readonly limit: number;
  readonly offset: number;
  readonly descending: boolean;
  readonly count: boolean;
}

/** `Wanted`: what the query asks for, read after its paging. */
export interface PagedList<Wanted, Item> {
  readonly path: string;
  /** Of one of them, in the answer. */
  readonly name: string;
  /** Parameters beside paging and order. */
  readonly parameters: readonly string[];
  readonly read: (query: Query) => Wanted;
  readonly list: (
    db: Db,
    actor: Actor,
    wanted: Wanted,
    page: PageAsked,
  ) => Promise<{ readonly items: readonly Item[]; readonly count: number | undefined }>;
  readonly show: (viewer: ReturnType<typeof viewerOf>, item: Item) => JsonObject;
  readonly write: (members: JsonObject) => string;
}

/** Adds the route of the list; it answers 200 with a page, or 204. */
export const addPagedList = <Wanted, Item>(
  routes: FastifyInstance,
  deps: FaceDeps,
  place: Place,
  { path, name, parameters, read, list, show, write }: PagedList<Wanted, Item>,
): void => {
  const known = [...parameters, ...pagingNames, '$sort', '$order'];
  routes.route({
    method: 'GET',
    url: path,
    config: { streamBody: true, egain: { permission: 'case.view' } },
    handler: async (request, reply) => {
      const actor = actorOf(request);
      const query = readQuery(request, known);
      const { descending } = readDirection(query);
      const paging = readPaging(query);
      const wanted = read(query);
      const page = { ...paging, descending, count: paging.pagenum !== undefined };
      const { items, count } = await deps.core.view(actor, (db) => list(db, actor, wanted, page));
      const viewer = viewerOf(request, actor, place);
      const address = `${place.base}${path}`;
      return sendPage(request, reply, {
        name,
        items: items.map((one) => show(viewer, one)),
        count,
        paging,
        address,
        write,
      });
    },
  });
};
