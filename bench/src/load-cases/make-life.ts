/**
 * What happens to a case: its creation and everything after it, as steps in the order of time. Each is what the domain's
 * own operation would have made of the case and written into its history.
 */
import { statusCategory } from '@docket/server/domain/case-types/status-category.ts';
import type { Case } from '@docket/server/domain/cases/case.ts';
import { closedFields, closingMessage, closureReason } from '@docket/server/domain/cases/closing.ts';
import type { NewEvent } from '@docket/server/domain/history/event.ts';
import type { CaseType } from '@docket/server/domain/tenants/tenant.ts';
import type { Random } from './random.ts';
import { channels, regions } from './tenant.ts';
import type { Vocabulary } from './vocabulary.ts';

export const dayMs = 86_400_000;

/** A change of the case by a user (null: the server itself), at that instant at the earliest. */
export interface Step {
  readonly atMs: number;
  readonly kind: Exclude<NewEvent['kind'], 'created'>;
  readonly actorId: number | null;
  /** What it makes of the case; absent: nothing. */
  readonly change?: (found: Case, at: Date) => Case;
  readonly note?: { readonly text: string; readonly private: boolean };
  readonly data?: (found: Case) => Readonly<Record<string, unknown>>;
  /** Events that go with it. */
  readonly more?: (found: Case) => readonly NewEvent[];
}

/** What a life is made of, beside its own case. */
export interface Making {
  readonly random: Random;
  readonly vocabulary: Vocabulary;
  /** Nothing happens later. */
  readonly untilMs: number;
}

export const drawAttributes = ({ random, vocabulary }: Making): Case['attributes'] => {
  const iso = (): string => new Date(Date.UTC(2026, random.below(24), 1 + random.below(28), 9)).toISOString();
  const drawn: readonly (readonly [string, number, () => Case['attributes'][string]])[] = [
    ['region', 0.8, () => random.pick(regions)],
    ['customer_rating', 0.3, () => String(1 + random.below(5))],
    ['account_ref', 0.4, () => `ACC-${String(random.below(1e7)).padStart(7, '0')}`],
    ['asset', 0.2, () => vocabulary.words(random, 2)],
    ['visits', 0.25, () => random.below(12)],
    ['amount', 0.3, () => random.below(100_000)],
    ['renewal', 0.15, iso],
    ['inspected', 0.1, iso],
    ['channel', 0.3, () => (random.chance(0.2) ? [channels[0], channels[1]] : [random.pick(channels)])],
    ['remarks', 0.1, () => vocabulary.sentences(random, 12)],
  ];
  return Object.fromEntries(drawn.flatMap(([key, share, make]) => (random.chance(share) ? [[key, make()]] : [])));
};

/** One that differs from what the case has, so that the edit is one. */
const pickOther = <T>(random: Random, list: readonly T[], present: T): T => {
  const others = list.filter((one) => one !== present);
  return others.length === 0 ? present : random.pick(others);
};

const edit = ({ random, vocabulary }: Making, type: CaseType): ((found: Case) => Case) => {
  const which = random.below(6);
  const words = vocabulary.sentences(random, 10 + random.below(20));
  const draw = random.next();
  return (found) => {
    const at = (count: number): number => Math.floor(draw * count);
    if (which === 0) return { ...found, description: words };
    if (which === 1)
      return { ...found, severity: pickOther(random, ['low', 'medium', 'high', 'urgent'], found.severity) };
    if (which === 2)
      return { ...found, attributes: { ...found.attributes, visits: Number(found.attributes['visits'] ?? 0) + 1 } };
    if (which === 3 && type.stages.length > 0) {
      return {
        ...found,
        stage: pickOther(
          random,
          type.stages.map(({ key }) => key),
          found.stage ?? '',
        ),
      };
    }
    if (which === 4) return { ...found, attributes: { ...found.attributes, amount: 100_000 + at(900_000) } };
    const status = pickOther(random, type.statuses.active, found.status);
    if (found.category === 'escalated' || status === found.status) return { ...found, solution: words };
    return { ...found, status, category: statusCategory(type, status) };
  };
};

/** How many things happen to a case: two or three to most, fifty and more to one in a hundred. */
const drawLength = (random: Random): number => {
  const draw = random.next();
  if (draw < 0.01) return 50 + random.below(70);
  return draw < 0.1 ? 5 + random.below(12) : random.below(4);
};

const work = (making: Making, type: CaseType, actorIds: readonly number[], fromMs: number, toMs: number): Step[] => {
  const { random, vocabulary } = making;
  const [first] = actorIds;
  return Array.from({ length: drawLength(random) }, (): Step => {
    const atMs = fromMs + 1 + random.below(Math.max(1, toMs - fromMs));
    const actorId = random.pick(actorIds);
    const draw = random.next();
    if (draw < 0.35) {
      const text = vocabulary.sentences(random, 8 + random.below(40));
      return { atMs, actorId, kind: 'note.added', note: { text, private: random.chance(0.2) } };
    }
    if (draw < 0.5 && first !== undefined) {
      const ownerId = random.pick(actorIds);
      return { atMs, actorId, kind: 'assigned', change: (found) => ({ ...found, ownerId }) };
    }
    return { atMs, actorId, kind: 'edited', change: edit(making, type) };
  });
};

/** As the sweep does it when a target passes: the breach, and the escalation, where the type has such a status. */
const breach = (type: CaseType, dueAt: Date): Step[] => {
  const { escalated } = type.statuses;
  const at = dueAt.getTime() + 1000;
  const data = () => ({ dueAt: dueAt.toISOString() });
  const change = (found: Case): Case => ({ ...found, dueStep: 2 });
  const steps: Step[] = [{ atMs: at, actorId: null, kind: 'target.breached', change, data }];
  if (escalated !== null) {
    const raise = (found: Case): Case => ({ ...found, status: escalated, category: statusCategory(type, escalated) });
    steps.push({ atMs: at, actorId: null, kind: 'escalated', change: raise });
  }
  return steps;
};

const close = ({ random, vocabulary }: Making, type: CaseType, atMs: number, actorId: number): Step => {
  const given = type.closure.reasons.length > 0 && random.chance(0.5) ? random.pick(type.closure.reasons) : undefined;
  const reason = closureReason(type, given);
  const note = random.chance(0.3) ? vocabulary.sentences(random, 8) : null;
  const messageOf = (found: Case): readonly NewEvent[] => {
    const message = closingMessage(found.contactEmail, reason, note);
    return message === undefined ? [] : [message];
  };
  return {
    atMs,
    actorId,
    kind: 'closed',
    change: (found, at) => ({ ...found, ...closedFields(type, reason, note, at) }),
    more: messageOf,
  };
};

/** When the case is closed; none for the three in ten that are open. */
const drawEnd = ({ random, untilMs }: Making, startMs: number): number | undefined => {
  const age = untilMs - startMs;
  if (!random.chance(age > 14 * dayMs ? 0.71 : 0.2)) return undefined;
  const took = Math.round(-Math.log(1 - random.next()) * 20 * dayMs);
  return startMs + 1 + Math.min(took, Math.max(0, age - 2));
};

/** Everything after the creation of `created`, in order. `actorIds`: who works in its unit. */
export const drawLife = (making: Making, created: Case, type: CaseType, actorIds: readonly number[]): Step[] => {
  const { random, untilMs } = making;
  const startMs = created.createdAt.getTime();
  const closedMs = drawEnd(making, startMs);
  const endMs = closedMs ?? untilMs;
  const steps = work(making, type, actorIds, startMs, endMs);
  if (created.dueAt !== null && created.dueAt.getTime() + 1000 < endMs) steps.push(...breach(type, created.dueAt));
  if (random.chance(0.003)) {
    const restrictedUserIds = [random.pick(actorIds)];
    const change = (found: Case): Case => ({ ...found, restricted: true, restrictedUserIds });
    steps.push({ atMs: startMs + 1, actorId: random.pick(actorIds), kind: 'restricted', change });
  }
  steps.sort((left, right) => left.atMs - right.atMs);
  if (closedMs === undefined) return steps;
  steps.push(close(making, type, closedMs, random.pick(actorIds)));
  const archivedMs = closedMs + 180 * dayMs;
  if (archivedMs < untilMs && random.chance(0.05)) {
    steps.push({
      atMs: archivedMs,
      actorId: random.pick(actorIds),
      kind: 'archived',
      change: (found) => ({ ...found, archived: true }),
    });
  }
  return steps;
};
