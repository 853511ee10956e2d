/** Which events change the case (DESIGN S9): one each is one version and a later `modifiedAt`; the others add to it. */
import type { Chained, EventKind } from './event.ts';

const adding: ReadonlySet<EventKind> = new Set([
  'note.added',
  'file.attached',
  'file.detached',
  'task.created',
  'task.completed',
  'target.breached',
  'review.due',
  'activity.added',
  'activity.moved',
  'person.linked',
  'message.queued',
  'message.sent',
  'message.failed',
]);

export const isChanging = (kind: EventKind): boolean => !adding.has(kind);

/** How many of the events change the case, and when the last that does happened. */
export const changesIn = (events: Chained): { readonly count: number; readonly lastAt: Date | undefined } => {
  let count = 0;
  let lastAt: Date | undefined;
  events.kinds.forEach((kind, i) => {
    if (!isChanging(kind as EventKind)) return;
    count += 1;
    lastAt = events.ats[i];
  });
  return { count, lastAt };
};
