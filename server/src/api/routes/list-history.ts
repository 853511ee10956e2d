import { Type } from 'typebox';
import { eventKinds } from '../../domain/history/event.ts';
import { countHistory, type HistoryEvent, listHistory } from '../../domain/history/list-history.ts';
import type { Tenant } from '../../domain/tenants/tenant.ts';
import { cutPage, readNumberCursor } from '../cursor.ts';
import { reading } from '../operation.ts';
import { choice, closed, instant, listOf, listQuery, orNull, part } from '../schemas/values.ts';
import { loginOf } from '../wire/show.ts';
import { numberParam, readNumber } from './case-key.ts';

const EventSchema = closed('HistoryEvent', {
  seq: Type.Integer({ minimum: 1, description: 'Without gaps in a case.' }),
  at: instant(),
  actor: orNull(Type.String({ description: 'Login; null: the system.' })),
  kind: choice(eventKinds),
  facade: choice(['worldcheck', 'egain', 'tracker', 'qflow', 'goss', 'api', 'docket'], 'The API it came through.'),
  changes: Type.Array(part({ field: Type.String(), from: Type.Unknown(), to: Type.Unknown() })),
  data: Type.Unsafe<Readonly<Record<string, unknown>>>({ type: 'object' }),
  hash: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 over the event before and this one.' }),
});

const showEvent = (tenant: Tenant, { seq, at, actorId, kind, face, changes, data, hash }: HistoryEvent) => ({
  seq,
  at: at.toISOString(),
  actor: loginOf(tenant, actorId),
  kind,
  facade: face,
  changes,
  data,
  hash: hash.toString('hex'),
});

export const listHistoryRoute = reading({
  id: 'listHistory',
  method: 'GET',
  path: '/cases/{number}/history',
  tag: 'History',
  summary: 'List what happened to a case',
  description: 'In order. Of a deleted case too, for whoever could see it.',
  access: 'licensed',
  params: { number: numberParam },
  query: listQuery({}),
  answers: { 200: { description: 'The events.', schema: listOf('History', EventSchema) } },
  problems: ['case/unknown', 'list/invalid-cursor'],
  read: async (db, { actor, params, query: { limit = 50, cursor, count = false } }) => {
    const page = { afterSeq: readNumberCursor(cursor), limit: limit + 1 };
    const number = readNumber(params['number']);
    const found = await listHistory(db, actor, number, page);
    const { items, next } = cutPage(found, limit, ({ seq }) => seq);
    const counted = count ? { count: await countHistory(db, actor, number) } : {};
    return { status: 200, body: { items: items.map((event) => showEvent(actor.tenant, event)), next, ...counted } };
  },
});
