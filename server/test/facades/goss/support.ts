/** A Docket with the demonstration tenant and what these tests need beside, and calls over its JSON-RPC. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Response } from 'light-my-request';
import type { Db } from '../../../src/core.ts';
import type { Actor } from '../../../src/domain/actor.ts';
import type { Case } from '../../../src/domain/cases/case.ts';
import { getCase } from '../../../src/domain/cases/find-case.ts';
import { insertFile } from '../../../src/domain/files/files-store.ts';
import { type HistoryEvent, listHistory } from '../../../src/domain/history/list-history.ts';
import { listNotes } from '../../../src/domain/notes/add-note.ts';
import type { Note } from '../../../src/domain/notes/notes-store.ts';
import { newUid } from '../../../src/domain/uid.ts';
import { type Docket, startDocket } from '../../support/docket.ts';
import { demoFile } from '../../support/prepare-template.ts';

export const address = '/goss/apiserver/serverlibrary';
export const key = '11111111-2222-4333-8444-555555555555';

/** Keys of other programs: what each lacks is in its name. */
export const keys = {
  withoutClose: 'goss-without-close',
  withoutCreate: 'goss-without-create',
  withoutLicence: 'goss-without-licence',
  disabled: 'goss-disabled',
  /** Of Billing, with which Service shares its work; may do everything there. */
  billing: 'goss-billing',
  /** Of an agent, who may not assign. */
  withoutAssign: 'goss-without-assign',
} as const;

const prefix = 'goss.CaseManagement.v1.api.';
export const createMethod = `${prefix}createCase`;
export const getMethod = `${prefix}getCase`;

const additions: Readonly<Record<string, string>> = {
  roles: '  - { key: noter, permissions: [case.view, note.add] }',
  users: `
  - { login: noter, home: office-1, roles: [noter], groups: [CM-STARTERS], licences: [case] }
  - { login: gone, firstName: Gone, home: office-1, roles: [agent], groups: [CM-STARTERS, CM-TESTCASECREATIONMANAGER], licences: [case], disabled: true }
  - { login: unlicensed, home: office-1, roles: [agent], groups: [CM-STARTERS], licences: [] }
  - { login: biller, home: billing, roles: [case-manager], licences: [case] }`,
  credentials: `
  - { facade: goss, user: victor, token: ${keys.withoutClose} }
  - { facade: goss, user: noter, token: ${keys.withoutCreate} }
  - { facade: goss, user: nolan, token: ${keys.withoutLicence} }
  - { facade: goss, user: dora, token: ${keys.disabled} }
  - { facade: goss, user: biller, token: ${keys.billing} }
  - { facade: goss, user: custodian, token: ${keys.withoutAssign} }`,
  forms: '  - { key: POTHOLE, name: Report a pothole }',
  caseTypes: `
  - key: pothole
    name: Pothole
    statuses: { start: New, active: [New, Mending], closed: Filled }
  - key: tree
    name: Fallen tree
    statuses: { start: New, closed: Done }
    target: { days: 2, hours: 3 }
    tasks: [{ key: look, name: Look at it, min: 2 }, { key: call, name: Call back }, { key: saw, name: Saw, min: 1 }]
  - key: fence
    name: Broken fence
    managers: CM-TESTCASECREATIONMANAGER
    statuses: { start: New, active: [Open], closed: Done }
    tasks:
      - { key: look, name: 'Look {at} it', min: 2, max: 3 }
      - { key: mend, name: Mend, min: 1, prerequisites: [look] }
      - { key: tell, name: Tell the neighbour, cancelable: true }`,
};

/** The demonstration file with more of everything. */
export const tenantText = async (): Promise<string> => {
  let text = await readFile(demoFile, 'utf8');
  for (const [list, lines] of Object.entries(additions)) {
    text = text.replace(new RegExp(`^(${list}:.*)$`, 'm'), (line) => `${line}\n${lines.replace(/^\n/, '')}`);
  }
  return text;
};

// biome-ignore lint/suspicious/noExplicitAny: answers are read as a client would
type Json = any;

export interface Goss {
  readonly docket: Docket;
  /** Sends a body, text as it stands. */
  post(body: unknown, headers?: Record<string, string>, url?: string): Promise<Response>;
  /** Calls a method; answers the whole JSON-RPC answer. */
  call(method: string, params?: unknown, token?: string): Promise<Json>;
  /** Calls an end point by its name without what all have in front; answers its `result`, or fails with the whole answer. */
  api(method: string, params: object): Promise<Json>;
  /** The `case` of getCase. */
  get(caseBusinessKey: string): Promise<Json>;
  /** The case as the core has it, by its reference. */
  stored(reference: string): Promise<Case>;
  /** The history of a case, by its reference. */
  history(reference: string): Promise<readonly HistoryEvent[]>;
  /** The notes of a case, by its reference. */
  notes(reference: string): Promise<readonly Note[]>;
  /** createCase of the simplest kind, with more parameters; answers the `result`. */
  create(more?: Record<string, unknown>): Promise<Json>;
  /** Puts a file into the store; answers its reference. */
  upload(name: string): Promise<string>;
  /** How many cases there are. */
  countCases(): Promise<number>;
  close(): Promise<void>;
}

export const minimum = {
  caseTypeId: 'testcasecreation',
  form: { startForm: 'TESTSEARCHCASECREATION' },
  user: { siteUserId: 'testcasecreationowner' },
};

export const startGoss = async (): Promise<Goss> => {
  const docket = await startDocket();
  await docket.apply(await tenantText());
  const post: Goss['post'] = (body, headers = {}, url = address) =>
    docket.inject({
      method: 'POST',
      url,
      headers: { authorization: `Bearer ${key}`, ...headers },
      payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
    });
  const call: Goss['call'] = async (method, params, token = key) =>
    (await post({ jsonrpc: '2.0', id: 1, method, params }, { authorization: `Bearer ${token}` })).json();
  const api: Goss['api'] = async (method, params) => {
    const answer = await call(`${prefix}${method}`, params);
    assert.ok('result' in answer, JSON.stringify(answer));
    return answer.result;
  };
  /** As somebody who sees everything. */
  const view = <T>(read: (db: Db, actor: Actor) => Promise<T>): Promise<T> => {
    const actor = docket.actor('msingleton');
    return docket.core.view(actor, (db) => read(db, actor));
  };
  return {
    docket,
    post,
    call,
    api,
    get: async (caseBusinessKey) => (await api('getCase', { caseBusinessKey })).case,
    stored: (reference) => view((db, actor) => getCase(db, actor, { reference })),
    history: (reference) =>
      view(async (db, actor) => listHistory(db, actor, (await getCase(db, actor, { reference })).number)),
    notes: (reference) => view((db, actor) => listNotes(db, actor, { reference })),
    create: async (more = {}) => (await call(createMethod, { ...minimum, ...more })).result,
    upload: async (name) => {
      const id = newUid(Date.now());
      const { tenant } = docket.actor('STAFF1');
      const file = { id, name, type: 'image/jpeg', size: 5, sha256: Buffer.alloc(32), uploadedById: null };
      await docket.core.run({ tenant }, (tx) => insertFile(tx, tenant.id, { ...file, createdAt: new Date() }));
      return id.toUpperCase();
    },
    countCases: async () => {
      const { tenant } = docket.actor('STAFF1');
      const text = 'select count(*)::integer as count from cases where tenant_id = $1';
      const row = await docket.core.view({ tenant }, (db) => db.row<{ count: number }>({ text, values: [tenant.id] }));
      return row?.count ?? 0;
    },
    close: docket.close,
  };
};
