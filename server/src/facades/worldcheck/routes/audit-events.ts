/** `POST /cases/{caseSystemId}/auditEvents`, `GET …/auditEvents/{auditEventId}` (§3.4, §4.5). */
import type { Db } from '../../../core.ts';
import { hasPermission, unknownCase } from '../../../domain/access/access.ts';
import type { Actor } from '../../../domain/actor.ts';
import { notFound } from '../../../domain/errors.ts';
import { readHistory } from '../../../domain/history/list-history.ts';
import { selectNotesById } from '../../../domain/notes/notes-store.ts';
import { type AuditedEvent, auditEvents } from '../audit/audited-event.ts';
import type { QueryFields } from '../audit/parse-query.ts';
import { type Filter, readFilter, renderPage } from '../audit/read-filter.ts';
import { type AuditContext, renderEvent } from '../audit/render-event.ts';
import { actorOf } from '../auth.ts';
import { readOptionalMessage } from '../body.ts';
import { fromWireId, toWireId } from '../ids.ts';
import { type CaseParams, caseAddress, uidInAddress } from './case-address.ts';
import type { Route } from './route.ts';

/** How far back a query looks that says nothing of the date, in ms: 168 hours. */
const standardSpan = 168 * 3_600_000;

const fieldsOf = ({ tenant }: Actor): QueryFields<AuditedEvent> => ({
  eventDate: { kind: 'date', of: ({ event }) => event.at.getTime() },
  actionType: { kind: 'text', of: ({ actionType }) => actionType },
  actionedByUserId: {
    kind: 'text',
    of: ({ event: { actorId } }) => {
      const user = actorId === null ? undefined : tenant.users.byId.get(actorId);
      return user === undefined ? null : toWireId(user.uid);
    },
  },
});

/** Newest first where no order is asked for, and among equals. */
const select = (found: readonly AuditedEvent[], filter: Filter<AuditedEvent>, now: number): AuditedEvent[] => {
  const { query, compare } = filter;
  const from = query?.compares.has('eventDate') ? Number.NEGATIVE_INFINITY : now - standardSpan;
  const matching = found.filter(
    (audited) => audited.event.at.getTime() >= from && (query === undefined || query.matches(audited)),
  );
  const newestFirst = matching.reverse();
  return compare === undefined ? newestFirst : newestFirst.sort(compare);
};

/** Notes are read by who has `note.view` (DESIGN S19): for others their events have no text. */
const readContext = async (db: Db, actor: Actor, uid: string, shown: readonly AuditedEvent[]) => {
  const ids = shown
    .filter(({ actionType }) => actionType === 'NEW_NOTE')
    .map(({ event }) => Number(event.data['note']));
  const mayRead = actor.user === null || hasPermission(actor.user, 'note.view');
  const notes = mayRead && ids.length > 0 ? await selectNotesById(db, actor.tenant.id, ids) : [];
  return {
    tenant: actor.tenant,
    caseSystemId: toWireId(uid),
    notes: new Map(notes.map(({ id, text }) => [id, text])),
  } satisfies AuditContext;
};

export const findAuditEvents: Route = (routes, { core, messages, now }) => {
  routes.post<CaseParams>(`${caseAddress}/auditEvents`, async (request) => {
    const actor = actorOf(request);
    const message = readOptionalMessage(request, messages.filter);
    const uid = uidInAddress(request);
    return core.view(actor, async (db) => {
      const history = await readHistory(db, actor, uid);
      const filter = readFilter(message, fieldsOf(actor));
      // Of a deleted case the deletion alone is told here; the history itself keeps all (§7).
      const audited = auditEvents(history).filter(
        ({ actionType }) => !history.isDeleted || actionType === 'DELETE_CASE',
      );
      const matching = select(audited, filter, now());
      const start = (filter.currentPage - 1) * filter.itemsPerPage;
      const context = await readContext(db, actor, uid, matching.slice(start, start + filter.itemsPerPage));
      return renderPage(message, filter, matching, (one) => renderEvent(one, context));
    });
  });
};

export const getAuditEvent: Route = (routes, { core }) => {
  type Params = { readonly Params: CaseParams['Params'] & { readonly auditEventId: string } };
  routes.get<Params>(`${caseAddress}/auditEvents/:auditEventId`, async (request) => {
    const actor = actorOf(request);
    const uid = uidInAddress(request);
    return core.view(actor, async (db) => {
      const history = await readHistory(db, actor, uid);
      if (history.isDeleted) throw unknownCase({ uid });
      const eventUid = fromWireId(request.params.auditEventId);
      const audited = auditEvents(history).find(({ event }) => event.uid === eventUid);
      if (audited === undefined) throw notFound('audit-event');
      const context = await readContext(db, actor, uid, [audited]);
      return { ...renderEvent(audited, context), matchEvents: [] };
    });
  });
};
