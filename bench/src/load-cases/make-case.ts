/** One case with its history, notes and messages, as the product would have left them after it was worked off. */
import { createHash } from 'node:crypto';
import { reckonTarget } from '@docket/server/domain/case-types/reckon-target.ts';
import { statusCategory } from '@docket/server/domain/case-types/status-category.ts';
import type { Case } from '@docket/server/domain/cases/case.ts';
import { diffCase } from '@docket/server/domain/cases/diff-case.ts';
import { isChanging } from '@docket/server/domain/history/changing.ts';
import { emptyChain, hashEvent, type NewEvent } from '@docket/server/domain/history/event.ts';
import type { CaseType, Tenant } from '@docket/server/domain/tenants/tenant.ts';
import { dayMs, drawAttributes, drawLife, type Making, type Step } from './make-life.ts';
import { createZipf, type Random, uidAt } from './random.ts';
import { makeAddress, makeEmail, makePerson, makePhone } from './vocabulary.ts';

export interface MadeEvent {
  readonly seq: number;
  readonly uid: string;
  readonly at: Date;
  readonly actorId: number | null;
  readonly kind: string;
  readonly changes: string;
  readonly data: string;
  readonly hash: Buffer;
}

export interface MadeNote {
  readonly id: number;
  readonly text: string;
  readonly private: boolean;
  readonly authorId: number | null;
  readonly at: Date;
}

export interface MadeMessage {
  readonly id: string;
  readonly eventSeq: number;
  readonly at: Date;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface MadeCase {
  readonly case: Case;
  readonly events: readonly MadeEvent[];
  readonly notes: readonly MadeNote[];
  readonly messages: readonly MadeMessage[];
}

/** The face that all of it came through. */
export const face = 'api';

const tags = Array.from({ length: 40 }, (_, index) => `tag-${index + 1}`);

/** 25 digits of base 36, or four groups of four digits, as the faces mint them; else the number. Each its own. */
const drawReference = (random: Random, number: number): string => {
  const draw = random.next();
  if (draw < 0.1) {
    const digits = Array.from({ length: 18 }, () => random.below(36).toString(36)).join('');
    return `${digits}${number.toString(36).padStart(7, '0')}`;
  }
  if (draw > 0.9) {
    // A number with no factor in common with 10^16 leads every other number elsewhere.
    const scattered = (BigInt(number) * 7_919_268_013_977_283n) % 10_000_000_000_000_000n;
    return String(scattered)
      .padStart(16, '0')
      .replace(/(....)(?=.)/g, '$1-');
  }
  return String(number);
};

const contactOf = (random: Random): Pick<Case, 'contactName' | 'contactEmail' | 'contactPhone' | 'contactAddress'> => {
  const person = makePerson(random);
  const isKnown = random.chance(0.6);
  return {
    contactName: isKnown ? `${person.first} ${person.last}` : null,
    contactEmail: isKnown && random.chance(0.2) ? makeEmail(person, random) : null,
    contactPhone: isKnown && random.chance(0.3) ? makePhone(random) : null,
    contactAddress: isKnown && random.chance(0.1) ? makeAddress(random) : null,
  };
};

interface Place {
  readonly unitId: number | null;
  /** Who works there; any for a case of no unit. */
  readonly actorIds: readonly number[];
}

/** Chooses as the tenant is made: some types, units and words are more frequent than others. */
export const createCaseMaker = (tenant: Tenant, making: Making, customers: number) => {
  const { random, vocabulary } = making;
  const types = [...tenant.caseTypes.values()];
  const drawType = createZipf(types.length, 5);
  const drawUnit = createZipf(tenant.units.all.length, 40);
  const agents = tenant.users.all.filter(({ roleKeys }) => roleKeys.includes('agent'));
  const workers = new Map(
    tenant.units.all.map(({ id }) => [id, agents.filter(({ ownUnitIds }) => ownUnitIds.has(id)).map((one) => one.id)]),
  );
  const everybody = agents.map(({ id }) => id);
  let notesMade = 0;

  const place = (): Place => {
    if (random.chance(0.01)) return { unitId: null, actorIds: everybody };
    const unitId = tenant.units.all[drawUnit(random)]?.id ?? 1;
    return { unitId, actorIds: workers.get(unitId) ?? everybody };
  };

  /** The fields that make it another than an empty case. */
  const fieldsOf = (type: CaseType, { unitId, actorIds }: Place, at: Date) => {
    const due = random.chance(0.35) ? new Date(at.getTime() + (3 + random.below(60)) * dayMs) : null;
    const ruled = due === null ? reckonTarget(tenant, type, at) : null;
    const isActive = random.chance(0.3);
    const status = (isActive ? type.statuses.active[0] : undefined) ?? type.statuses.start;
    return {
      type: type.key,
      subtype: type.subtypes.length > 0 && random.chance(0.6) ? random.pick(type.subtypes).key : null,
      stage: type.stages[0]?.key ?? null,
      status,
      category: statusCategory(type, status),
      offenseTypeId: random.chance(0.2) ? random.pick([...tenant.offenseTypes.keys()]) : null,
      subject: vocabulary.words(random, 3 + random.below(6)),
      description: random.chance(0.9) ? vocabulary.sentences(random, 10 + random.below(40)) : null,
      severity: random.pick(['low', 'medium', 'medium', 'medium', 'high', 'urgent'] as const),
      tags: random.chance(0.4) ? [...new Set([random.pick(tags), random.pick(tags)])] : [],
      unitId,
      ownerId: random.chance(0.7) ? random.pick(actorIds) : null,
      assigneeIds: random.chance(0.1) ? [random.pick(actorIds)] : [],
      customerId: customers > 0 && random.chance(0.6) ? 1 + random.below(customers) : null,
      ...contactOf(random),
      externalReference: random.chance(0.25) ? `EXT-${random.below(10_000_000)}` : null,
      dueAt: due ?? ruled,
      dueByRule: ruled !== null,
      attributes: drawAttributes(making),
    } satisfies Partial<Case>;
  };

  const blankOf = (number: number, at: Date, actorId: number): Omit<Case, keyof ReturnType<typeof fieldsOf>> => ({
    number,
    uid: uidAt(at.getTime(), random),
    reference: drawReference(random, number),
    version: 1,
    solution: null,
    assigneeGroupIds: [],
    heldDueAt: null,
    pausedAt: null,
    pauseCount: 0,
    dueStep: 0,
    reviewAt: null,
    reviewNotes: '',
    language: tenant.language,
    facets: {},
    archived: false,
    restricted: false,
    restrictedUserIds: [],
    restrictedGroupIds: [],
    createdAt: at,
    createdById: actorId,
    modifiedAt: at,
    modifiedById: actorId,
    closedAt: null,
    closureReason: null,
    closureNote: null,
    reviewTaskId: null,
    ...emptyChain,
  });

  /** What the creating call says of itself: a reference that is the number's text is the store's, not the caller's. */
  const createdEvent = (created: Case): NewEvent => {
    const { reference, ...rest } = created;
    const given = reference === String(created.number) ? {} : { reference };
    const changes = diffCase(tenant, { attributes: {}, facets: {} }, { ...rest, ...given });
    return {
      kind: 'created',
      changes: changes.filter(({ to }) => to !== '' && to !== false && !(Array.isArray(to) && to.length === 0)),
    };
  };

  return (number: number, createdMs: number): MadeCase => {
    const where = place();
    const type = types[drawType(random)] ?? tenant.defaultCaseType;
    const at = new Date(createdMs);
    const actorId = random.pick(where.actorIds);
    let found: Case = { ...blankOf(number, at, actorId), ...fieldsOf(type, where, at) };
    const events: MadeEvent[] = [];
    const notes: MadeNote[] = [];
    const messages: MadeMessage[] = [];

    /** As `chainEvents` and `writeChange` of the domain do it, but with ids of the seed. */
    const append = (event: NewEvent, atMs: number, by: number | null): void => {
      const seq = found.historySeq + 1;
      const uid = uidAt(atMs, random);
      const changes = JSON.stringify(event.changes ?? []);
      const data = JSON.stringify(event.data ?? {});
      const hashed = { caseUid: found.uid, seq, uid, atMs, actorId: by, kind: event.kind, face, changes, data };
      const hash = hashEvent(found.historyHash, hashed);
      const at = new Date(atMs);
      events.push({ seq, uid, at, actorId: by, kind: event.kind, changes, data, hash });
      Object.assign(found, { historySeq: seq, historyAt: at, historyHash: hash });
      if (!isChanging(event.kind)) return;
      const version = seq === 1 ? 1 : found.version + 1;
      Object.assign(found, { version, modifiedAt: at, modifiedById: by });
    };

    const note = ({ text, private: isPrivate }: NonNullable<Step['note']>, by: number | null, atMs: number) => {
      notesMade += 1;
      notes.push({ id: notesMade, text, private: isPrivate, authorId: by, at: new Date(atMs) });
      return { note: notesMade, private: isPrivate, sha256: createHash('sha256').update(text).digest('hex') };
    };

    const take = (step: Step): void => {
      const next = (): number => Math.max(step.atMs, found.historyAt.getTime() + 1);
      const atMs = next();
      const before = found;
      found = step.change?.(found, new Date(atMs)) ?? found;
      const changes = found === before ? [] : diffCase(tenant, before, found);
      if ((step.kind === 'edited' || step.kind === 'assigned') && changes.length === 0) return;
      const data = step.note ? note(step.note, step.actorId, atMs) : (step.data?.(found) ?? {});
      append({ kind: step.kind, changes, data }, atMs, step.actorId);
      for (const more of step.more?.(found) ?? []) {
        append(more, next(), step.actorId);
        const { historySeq: eventSeq, historyAt: at } = found;
        messages.push({ id: uidAt(at.getTime(), random), eventSeq, at, data: more.data ?? {} });
      }
    };

    append(createdEvent(found), createdMs, actorId);
    for (const step of drawLife(making, found, type, where.actorIds)) take(step);
    return { case: found, events, notes, messages };
  };
};
