/** The calls about tasks. */
import { eachItem, type Page } from './pages.ts';
import { type CallOptions, type PostOptions, readJson, type Send, segment } from './sender.ts';
import type { NewTask, Task, TaskPatch, TaskQuery } from './types.ts';

export interface TaskPage extends Page<Task> {
  /** With `count: true`: how many there are in all. */
  readonly count?: number;
}

export interface Tasks {
  get(id: number, options?: CallOptions): Promise<Task>;
  /** Makes one task, however often the call had to be sent. */
  create(body: NewTask, options?: PostOptions): Promise<Task>;
  /** Changes what `patch` names, null empties. Whoever patches last wins. */
  patch(id: number, patch: TaskPatch, options?: CallOptions): Promise<Task>;
  /** Fails with 409 where it is closed already, or its case is up for review. */
  complete(id: number, options?: PostOptions): Promise<Task>;
  /** One page; `cursor` is the `next` of the page before. */
  page(query?: TaskQuery, options?: CallOptions): Promise<TaskPage>;
  /** Every task of the query, page after page as they are asked for. */
  list(query?: TaskQuery, options?: CallOptions): AsyncGenerator<Task, void, undefined>;
}

/** The most that a page holds: fewer round trips where everything is wanted. */
const largestPage = 200;

export const createTasks = (send: Send): Tasks => {
  const at = (id: number): string => `/tasks/${segment(id)}`;
  const page = (query: TaskQuery = {}, options: CallOptions = {}): Promise<TaskPage> =>
    readJson(send({ method: 'GET', path: '/tasks', query, options }));
  return {
    get: (id, options) => readJson(send({ method: 'GET', path: at(id), options })),
    create: (json, options) => readJson(send({ method: 'POST', path: '/tasks', json, options })),
    patch: (id, json, options) => readJson(send({ method: 'PATCH', path: at(id), json, options })),
    complete: (id, options) => readJson(send({ method: 'POST', path: `${at(id)}/complete`, options })),
    page,
    list: (query = {}, options = {}) =>
      eachItem((cursor) =>
        page({ limit: largestPage, ...query, ...(cursor === undefined ? {} : { cursor }) }, options),
      ),
  };
};
