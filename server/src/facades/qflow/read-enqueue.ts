/** CaseEnqueue → what the domain's create wants, and the answer that echoes it (contract qflow (d)). */
import type { Actor } from '../../domain/actor.ts';
import type { NewCase } from '../../domain/cases/new-case.ts';
import { seesQueue } from '../../domain/queues/find-queue.ts';
import type { Queue } from '../../domain/tenants/tenant.ts';
import { toFacets } from './facet.ts';
import { type Model, texts } from './model.ts';
import { readProperties, sortProperties } from './properties.ts';

/**
 * The queue that `ServiceId` names, or where that is 0 the `ServiceIdExtRef`, exactly (rulings R2, R3). Unknown and unseen
 * alike are noted, under the member that was looked up. `extRef` is null where it is absent, or wrong and noted.
 */
export const readQueue = (model: Model, actor: Actor, extRef: string | null): Queue | undefined => {
  const id = model.requiredInt('ServiceId');
  if (id === undefined) return undefined;
  const isExtRefWrong = extRef === null && model.members.read('ServiceIdExtRef') !== undefined;
  if (id === 0 && isExtRefWrong) return undefined;
  const { queues } = actor.tenant;
  const byExtRef = id === 0 && extRef !== null && extRef !== '';
  const queue = byExtRef ? queues.all.find((one) => one.extRef === extRef) : queues.byId.get(id);
  if (queue !== undefined && seesQueue(actor, queue)) return queue;
  model.refuse(byExtRef ? 'ServiceIdExtRef' : 'ServiceId', texts.notFound);
  return undefined;
};

/** As sent. One that the tenant does not list is noted (R5); a blank one is none. */
export const readClassification = (model: Model, actor: Actor): string | null => {
  const name = 'ClassificationCode';
  const code = model.text(name, 20);
  if (code !== null && code.trim() !== '' && !actor.tenant.classifications.has(code)) {
    model.refuse(name, texts.wrong(name, { text: code, isText: true }));
  }
  return code;
};

/** Null, or white space alone: says nothing. */
export const isBlank = (text: string | null): boolean => text === null || text.trim() === '';

/** The members as they are answered, `CaseId` aside, and the queue they name. */
const readMembers = (model: Model, actor: Actor) => {
  // Whatever is sent, as long as it is an int.
  model.int('CaseId');
  const serviceIdExtRef = model.text('ServiceIdExtRef', 200);
  const queue = readQueue(model, actor, serviceIdExtRef);
  const echo = {
    ServiceId: queue?.id ?? 0,
    ServiceIdExtRef: serviceIdExtRef,
    CustomerId: model.int('CustomerId') ?? 0,
    ExtRef: model.text('ExtRef', 200),
    Notes: model.text('Notes', 4000),
    Subject: model.text('Subject', 100),
    ClassificationCode: readClassification(model, actor),
    AutoClose: model.flag('AutoClose') ?? false,
    CustomProperties: readProperties(model),
    ProcedureExtRef: model.text('ProcedureExtRef', 200),
    ProcedureOptionExtRef: model.text('ProcedureOptionExtRef', 200),
  };
  return { echo, queue };
};

export interface Enqueueing {
  readonly echo: ReturnType<typeof readMembers>['echo'];
  /** Undefined where the body named none, which is noted in the model. */
  readonly input: NewCase | undefined;
}

/** Reads the whole body; what is wrong is noted in the model. The customer is for the caller to look up. */
export const readEnqueue = (model: Model, actor: Actor): Enqueueing => {
  const { echo, queue } = readMembers(model, actor);
  const { attributes, others } = sortProperties(model, echo.CustomProperties, actor.tenant);
  if (queue === undefined) return { echo, input: undefined };
  const { Notes: notes, ClassificationCode: code, CustomerId: customerId } = echo;
  const input: NewCase = {
    referenceStyle: 'number',
    queueId: queue.id,
    unitId: queue.unitId,
    ...(queue.caseType === null ? {} : { type: queue.caseType }),
    subject: echo.Subject ?? '',
    externalReference: echo.ExtRef,
    customerId: customerId === 0 ? null : customerId,
    attributes,
    notes: notes === null || isBlank(notes) ? [] : [{ text: notes }],
    facets: toFacets({
      classificationCode: isBlank(code) ? null : code,
      customProperties: others,
      procedureExtRef: echo.ProcedureExtRef,
      procedureOptionExtRef: echo.ProcedureOptionExtRef,
    }),
    ...(echo.AutoClose ? { close: {} } : {}),
  };
  return { echo, input };
};
