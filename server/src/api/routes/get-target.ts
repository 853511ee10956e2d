import { Type } from 'typebox';
import { type ExplainedTarget, explainTarget } from '../../domain/targets/explain-target.ts';
import { dueSteps, targetOf } from '../../domain/targets/target.ts';
import type { Tenant } from '../../domain/tenants/tenant.ts';
import { reading } from '../operation.ts';
import { choice, closed, instant, orNull, part } from '../schemas/values.ts';
import { numberParam, readNumber } from './case-key.ts';

const hourMs = 3_600_000;

const TargetSchema = closed(
  'Target',
  {
    dueAt: orNull(instant('The target that runs; null: there is none, or it is paused.')),
    heldDueAt: orNull(instant('The target while it is paused: it goes on later by the time of the pause.')),
    pausedAt: orNull(instant('Since when it is paused.')),
    pauseCount: Type.Integer({ minimum: 0, description: 'How often it was paused more than resumed.' }),
    remindAt: orNull(instant('When who works on the case is reminded; null: never, or it is paused.')),
    breached: Type.Boolean({ description: 'Whether the target has passed and that was noted.' }),
    basis: orNull(
      choice(['rule', 'given'], 'Whether the rule of the case type gave it, or somebody; null: no target.'),
    ),
    startedAt: instant('When the case was made: the rule counts from then on.'),
    rule: orNull(
      part(
        {
          days: orNull(Type.Integer()),
          hours: orNull(Type.Integer()),
          calendar: orNull(
            Type.String({ description: 'Key of the calendar whose days and hours count; null: all do.' }),
          ),
          timezone: Type.String({ description: 'IANA zone whose days are counted.' }),
          reminderHours: orNull(Type.Integer()),
        },
        'The rule of the case type, as it is now.',
      ),
    ),
    intervals: Type.Array(
      part({
        unit: choice(['day', 'time'], 'A whole local day that was counted, or time that was.'),
        from: instant(),
        to: instant(),
      }),
      { description: 'All that was counted, in order. None where the target was given as a date.' },
    ),
    pauses: Type.Array(part({ from: instant(), to: orNull(instant('Null: it lasts.')) })),
    changes: Type.Array(
      part({
        seq: Type.Integer({ minimum: 1, description: 'Number of the event in the history of the case.' }),
        at: instant(),
        kind: Type.String({ description: 'Kind of the event.' }),
        operation: orNull(Type.String({ description: 'now, initial, add, subtract, set or clear.' })),
        seconds: orNull(Type.Integer({ description: 'The duration of the operation.' })),
        from: orNull(instant('The target before, running or held.')),
        to: orNull(instant('The target after.')),
      }),
      { description: 'Every step to the present target.' },
    ),
  },
  'How the target of a case was reckoned.',
);

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

const showRule = (tenant: Tenant, typeKey: string) => {
  const target = tenant.caseTypes.get(typeKey)?.target ?? null;
  if (target === null) return null;
  const { days, hours, calendar, reminderHours } = target;
  const timezone = tenant.calendars.get(calendar ?? '')?.timezone ?? tenant.timezone;
  return { days, hours, calendar, timezone, reminderHours };
};

const showTarget = (tenant: Tenant, { found, basis, intervals, pauses, changes }: ExplainedTarget) => {
  const rule = showRule(tenant, found.type);
  const { dueAt, heldDueAt, pausedAt, pauseCount, dueStep, createdAt } = found;
  const reminderMs = (rule?.reminderHours ?? 0) * hourMs;
  return {
    dueAt: iso(dueAt),
    heldDueAt: iso(heldDueAt),
    pausedAt: iso(pausedAt),
    pauseCount,
    remindAt: reminderMs === 0 || dueAt === null ? null : iso(new Date(dueAt.getTime() - reminderMs)),
    breached: dueStep === dueSteps.breached && targetOf(found) !== null,
    basis,
    startedAt: iso(createdAt),
    rule,
    intervals: intervals.map(({ unit, from, to }) => ({ unit, from: iso(from), to: iso(to) })),
    pauses: pauses.map(({ from, to }) => ({ from: iso(from), to: iso(to) })),
    changes: changes.map(({ at, from, to, ...rest }) => ({ ...rest, at: iso(at), from: iso(from), to: iso(to) })),
  };
};

export const getTargetRoute = reading({
  id: 'getTarget',
  method: 'GET',
  path: '/cases/{number}/target',
  tag: 'Cases',
  summary: 'Explain the target of a case',
  description: 'How its date was reckoned: every interval that was counted, every pause, every change.',
  access: 'licensed',
  params: { number: numberParam },
  answers: { 200: { description: 'The target.', schema: TargetSchema } },
  problems: ['case/unknown'],
  read: async (db, { actor, params }) => {
    const explained = await explainTarget(db, actor, { number: readNumber(params['number']) });
    return { status: 200, body: showTarget(actor.tenant, explained) };
  },
});
