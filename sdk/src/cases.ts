/** The calls about cases, and what hangs on them. */
import { eachItem, type Page } from './pages.ts';
import { type CallOptions, type PostOptions, readJson, type Send, segment } from './sender.ts';
import type {
  Attachment,
  Case,
  CasePatch,
  CaseQuery,
  Closing,
  Expansion,
  HistoryEvent,
  NewAttachment,
  NewCase,
  NewNote,
  Note,
  Reopening,
  Target,
} from './types.ts';

/** A case as the caller saw it. What changes it is refused with 412 when somebody else changed it since. */
export type Seen = Pick<Case, 'number' | 'version'>;

export interface CasePage extends Page<Case> {
  /** With `count: true`: how many there are in all. */
  readonly count?: number;
}

export interface GetOptions extends CallOptions {
  readonly expand?: readonly Expansion[];
}

export interface Cases {
  get(number: number, options?: GetOptions): Promise<Case>;
  getByReference(reference: string, options?: GetOptions): Promise<Case>;
  getByUid(uid: string, options?: GetOptions): Promise<Case>;
  /** Makes one case, however often the call had to be sent. */
  create(body: NewCase, options?: PostOptions): Promise<Case>;
  /** Changes what `patch` names, null empties. Fails with 412 and the present case when `seen` is not the newest. */
  patch(seen: Seen, patch: CasePatch, options?: CallOptions): Promise<Case>;
  delete(seen: Seen, options?: CallOptions): Promise<void>;
  close(seen: Seen, closing?: Closing, options?: PostOptions): Promise<Case>;
  reopen(seen: Seen, reopening?: Reopening, options?: PostOptions): Promise<Case>;
  archive(seen: Seen, options?: PostOptions): Promise<Case>;
  unarchive(seen: Seen, options?: PostOptions): Promise<Case>;
  /** One page; `cursor` is the `next` of the page before. */
  page(query?: CaseQuery, options?: CallOptions): Promise<CasePage>;
  /** Every case of the query, page after page as they are asked for. */
  list(query?: CaseQuery, options?: CallOptions): AsyncGenerator<Case, void, undefined>;
  notes(number: number, options?: CallOptions): AsyncGenerator<Note, void, undefined>;
  addNote(number: number, note: NewNote, options?: PostOptions): Promise<Note>;
  history(number: number, options?: CallOptions): AsyncGenerator<HistoryEvent, void, undefined>;
  /** How its target was reckoned. */
  target(number: number, options?: CallOptions): Promise<Target>;
  attachments(number: number, options?: CallOptions): AsyncGenerator<Attachment, void, undefined>;
  attach(number: number, attachment: NewAttachment, options?: PostOptions): Promise<Attachment>;
  detach(number: number, id: string, options?: CallOptions): Promise<void>;
}

/** The most that a page holds: fewer round trips where everything is wanted. */
const largestPage = 200;

const createReaders = (send: Send) => {
  const read = async <T>(path: string, { expand, ...options }: GetOptions = {}): Promise<T> => {
    const query = expand === undefined ? {} : { expand: expand.join(',') };
    return readJson<T>(send({ method: 'GET', path, query, options }));
  };
  const page = async (query: CaseQuery = {}, options: CallOptions = {}): Promise<CasePage> => {
    const { fields, expand, ...rest } = query;
    const names = {
      ...(fields === undefined ? {} : { fields: fields.join(',') }),
      ...(expand === undefined ? {} : { expand: expand.join(',') }),
    };
    return readJson<CasePage>(send({ method: 'GET', path: '/cases', query: { ...rest, ...names }, options }));
  };
  const eachOf = <T>(number: number, what: string, options: CallOptions = {}): AsyncGenerator<T, void, undefined> =>
    eachItem<T>((cursor) => {
      const query = { limit: largestPage, cursor };
      return readJson(send({ method: 'GET', path: `/cases/${segment(number)}/${what}`, query, options }));
    });
  return { read, page, eachOf };
};

const createSteps = (send: Send) => {
  const step =
    <B extends object>(name: string) =>
    async ({ number, version }: Seen, body?: B, options?: PostOptions): Promise<Case> => {
      const path = `/cases/${segment(number)}/${name}`;
      return readJson<Case>(send({ method: 'POST', path, json: body ?? {}, version, options }));
    };
  return {
    close: step<Closing>('close'),
    reopen: step<Reopening>('reopen'),
    archive: (seen: Seen, options?: PostOptions) => step('archive')(seen, {}, options),
    unarchive: (seen: Seen, options?: PostOptions) => step('unarchive')(seen, {}, options),
  };
};

export const createCases = (send: Send): Cases => {
  const { read, page, eachOf } = createReaders(send);
  const add = <T>(path: string, json: object, options?: PostOptions): Promise<T> =>
    readJson(send({ method: 'POST', path, json, options }));
  return {
    ...createSteps(send),
    get: (number, options) => read(`/cases/${segment(number)}`, options),
    getByReference: (reference, options) => read(`/cases/by-reference/${segment(reference)}`, options),
    getByUid: (uid, options) => read(`/cases/by-uid/${segment(uid)}`, options),
    create: (body, options) => add('/cases', body, options),
    patch: ({ number, version }, json, options) =>
      readJson(send({ method: 'PATCH', path: `/cases/${segment(number)}`, json, version, options })),
    delete: async ({ number, version }, options) => {
      await send({ method: 'DELETE', path: `/cases/${segment(number)}`, version, options });
    },
    page,
    list: (query = {}, options = {}) =>
      eachItem((cursor) =>
        page({ limit: largestPage, ...query, ...(cursor === undefined ? {} : { cursor }) }, options),
      ),
    notes: (number, options) => eachOf(number, 'notes', options),
    addNote: (number, note, options) => add(`/cases/${segment(number)}/notes`, note, options),
    history: (number, options) => eachOf(number, 'history', options),
    target: (number, options) => read(`/cases/${segment(number)}/target`, options),
    attachments: (number, options) => eachOf(number, 'attachments', options),
    attach: (number, attachment, options) => add(`/cases/${segment(number)}/attachments`, attachment, options),
    detach: async (number, id, options) => {
      const path = `/cases/${segment(number)}/attachments/${segment(id)}`;
      await send({ method: 'DELETE', path, options });
    },
  };
};
