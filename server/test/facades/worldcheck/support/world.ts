/** A Docket with both clients, and what most tests do in it. */
import assert from 'node:assert/strict';
import type { Response } from 'light-my-request';
import { createCase } from '../../../../src/domain/cases/create-case.ts';
import type { NewCase } from '../../../../src/domain/cases/new-case.ts';
import { listHistory } from '../../../../src/domain/history/list-history.ts';
import { toWireId } from '../../../../src/facades/worldcheck/ids.ts';
import { type Docket, startDocket } from '../../../support/docket.ts';
import { type Call, createClient, type Send } from './client.ts';
import { applyTenants, keys } from './tenants.ts';

export type Json = Record<string, unknown>;

export const openWorld = async () => {
  const docket: Docket = await startDocket();
  await applyTenants(docket);
  const send: Send = createClient(docket);
  const [top] = (await send('GET', '/worldcheck/v2/groups', { key: keys.emea })).json();
  const groupId: string = top.id;
  const emeaId: string = top.children[0].id;

  const call = (method: string, path: string, body?: unknown, more: Call = {}): Promise<Response> =>
    send(method, `/worldcheck/v2${path}`, { ...(body === undefined ? {} : { body }), ...more });
  const refuses = (answer: Response, status: number, error?: string): void => {
    assert.equal(answer.statusCode, status, answer.body);
    if (error === undefined) assert.equal(answer.body, '');
    else assert.equal(answer.json()[0].error, error, answer.body);
  };
  /** Saves a case in the screening group. */
  const save = async (members: Json = {}): Promise<Json & { caseSystemId: string; caseId: string }> => {
    const answer = await call('POST', '/cases', { groupId, entityType: 'INDIVIDUAL', name: 'Mara Voss', ...members });
    assert.equal(answer.statusCode, 201, answer.body);
    return answer.json();
  };
  const read = async (id: string, key = keys.chief): Promise<Json> => {
    const answer = await call('GET', `/cases/${id}`, undefined, { key });
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json();
  };
  const unitId = (name: string): number => docket.tenant().units.byKey.get(name)?.id ?? 0;
  /** Makes a case through another face. */
  const makeElsewhere = async (login: string, input: Partial<NewCase>) => {
    const actor = docket.actor(login, 'egain');
    const made = await docket.core.run(actor, (tx) => createCase(tx, actor, { referenceStyle: 'number', ...input }));
    return { ...made, id: toWireId(made.uid) };
  };
  const numberOf = async (reference: string): Promise<number> => {
    const { tenant } = docket.actor('screener');
    const query = {
      text: 'select number from cases where tenant_id = $1 and reference = $2',
      values: [tenant.id, reference],
    };
    return (await docket.core.view({ tenant }, (db) => db.row<{ number: number }>(query)))?.number ?? 0;
  };
  /** Kinds of the case's events, oldest first. */
  const kinds = async (reference: string): Promise<string[]> => {
    const actor = docket.actor('msingleton');
    const server = { tenant: actor.tenant, user: null, face: 'docket' as const };
    const number = await numberOf(reference);
    return (await docket.core.view(actor, (db) => listHistory(db, server, number))).map(({ kind }) => kind);
  };
  /** What audit tells, oldest first. */
  const audit = async (id: string, query?: string): Promise<Json[]> => {
    const body = { sort: [{ columnName: 'eventDate' }], ...(query === undefined ? {} : { query }) };
    const answer = await call('POST', `/cases/${id}/auditEvents`, body, { key: keys.chief });
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json().results;
  };
  const userId = (login: string): string => toWireId(docket.tenant().users.byKey.get(login)?.uid ?? '');
  const close = async (): Promise<void> => {
    assert.deepEqual(docket.faults, []);
    await docket.close();
  };
  return {
    docket,
    send,
    call,
    refuses,
    save,
    read,
    makeElsewhere,
    numberOf,
    kinds,
    audit,
    userId,
    unitId,
    groupId,
    emeaId,
    close,
  };
};

export type World = Awaited<ReturnType<typeof openWorld>>;
