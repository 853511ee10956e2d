/** What createCase makes of parameters that pass its checks: the case, and the warnings (contract goss §5.6). */
import { isSettableStatus } from '../../../domain/cases/judge-fields.ts';
import type { NewCase } from '../../../domain/cases/new-case.ts';
import type { StoredFile } from '../../../domain/files/files-store.ts';
import type { CaseType, Tenant, User } from '../../../domain/tenants/tenant.ts';
import type { Named } from './check-create-case.ts';
import { type CreatedFacet, toFacets } from './facet.ts';
import { mayManage } from './judge-closing.ts';
import { planClosing } from './plan-closing.ts';
import type { CreateCaseParams } from './read-create-case.ts';
import type { ShownFile } from './shown-case.ts';
import { sortVariables } from './variables.ts';
import { collectWarnings, type Warnings } from './warnings.ts';

type AttachedFile = ShownFile & { readonly formField: string };

export interface Plan {
  readonly newCase: NewCase;
  readonly warnings: readonly string[];
  /** In force. */
  readonly summaryForm: string;
  /** Those that are there, in the order sent. */
  readonly files: readonly AttachedFile[];
}

/** What the plan rests on beside the parameters; the files of the tenant by lower-case id. */
export interface Ground {
  readonly tenant: Tenant;
  readonly named: Named;
  readonly files: ReadonlyMap<string, StoredFile>;
  readonly program: User;
  readonly now: number;
}

const planFiles = (params: CreateCaseParams, { files }: Ground, warnings: Warnings): AttachedFile[] => {
  const attached: AttachedFile[] = [];
  for (const { reference, formField } of params.attachments) {
    const file = files.get(reference.toLowerCase());
    if (file !== undefined) {
      const { id, name, type, size } = file;
      attached.push({ fileId: id, formField, name, type, size });
    } else {
      warnings.add(
        `Attachment ${reference} does not exist in environment and has not been able to be attached to the case`,
      );
    }
  }
  return attached;
};

/** Stage, subtype and status where the type has them. */
const planStates = (params: CreateCaseParams, type: CaseType, warnings: Warnings) => {
  const { key } = type;
  const isAmong = (all: CaseType['stages']) => (sent: string) => all.some((one) => one.key === sent);
  return {
    stage: warnings.keep(
      params.stage,
      isAmong(type.stages),
      (sent) => `Case type ${key} does not support stage ${sent}, defaulted stage to blank`,
    ),
    subtype: warnings.keep(
      params.subtype,
      isAmong(type.subtypes),
      (sent) => `Case type ${key} does not support sub type ${sent}, default sub type to blank`,
    ),
    status: warnings.keep(
      params.status,
      (sent) => isSettableStatus(type, sent),
      (sent) => `Case type ${key} does not support status ${sent}, using default status`,
    ),
  };
};

const isEmpty = (object: object): boolean => Object.keys(object).length === 0;

/** Members that say nothing are left out, as most cases have few. */
const planFacet = (
  facet: { readonly [K in keyof Required<CreatedFacet>]: CreatedFacet[K] | null | false },
): CreatedFacet =>
  Object.fromEntries(
    Object.entries(facet).filter(
      ([, value]) => value !== null && value !== false && !(typeof value === 'object' && isEmpty(value)),
    ),
  );

type Decided = ReturnType<typeof planStates> & {
  readonly manager: User | null;
  readonly close: NonNullable<NewCase['close']> | null;
  readonly dueAt: Date | null;
  readonly files: readonly AttachedFile[];
  readonly facet: CreatedFacet;
};

const toNewCase = (params: CreateCaseParams, { named, program }: Ground, decided: Decided): NewCase => {
  const { status, manager, close, dueAt, files } = decided;
  const { contact } = params;
  return {
    referenceStyle: 'groups',
    type: named.type.key,
    starter: named.startUser,
    subject: params.title ?? 'Case Management v1',
    language: params.language,
    subtype: decided.subtype,
    stage: decided.stage,
    contactName: contact.name,
    contactEmail: contact.email,
    contactPhone: contact.phoneNumber,
    contactAddress: contact.address,
    ownerId: manager?.id ?? null,
    ownerRule: 'enabled',
    attachments: files,
    facets: toFacets(decided.facet),
    data: { program: program.login, ...(named.proxy === null ? {} : { proxy: named.proxy.login }) },
    ...(status === null ? {} : { status }),
    ...(dueAt === null ? {} : { dueAt }),
    ...(close === null ? {} : { close: { ...close, data: { program: program.login } } }),
  };
};

/** Pure: the same parameters on the same ground make the same plan. Warnings are in the contract's order. */
export const planCreateCase = (params: CreateCaseParams, ground: Ground): Plan => {
  const { tenant, named, now } = ground;
  const { type, startForm } = named;
  const warnings = collectWarnings();
  const manager = warnings.keep(
    named.manager,
    (user) => mayManage(type, user),
    (user) => `Could not assign case manager ${user.login} to case`,
  );
  const summaryForm = warnings.keep(
    params.summaryForm,
    (form) => tenant.forms.byKey.has(form),
    (form) => `Summary form ${form} does not exist in environment defaulting to ${startForm.key}`,
  );
  const files = planFiles(params, ground, warnings);
  const states = planStates(params, type, warnings);
  const close = planClosing(type, params.close, warnings);
  const target = warnings.keep(
    params.target,
    ({ at }) => at.getTime() > now,
    ({ sent }) => `Target date ${sent} is in the past so default case target rules have been applied`,
  );
  const { fields, variables, reserved } = sortVariables(params.fields, params.variables);
  warnings.add(...reserved.map((name) => `Process variable ${name} is reserved and has been ignored`));
  const facet = planFacet({
    startForm: startForm.key,
    summaryForm,
    proxyId: named.proxy?.id ?? null,
    initSubtype: states.subtype,
    initStage: states.stage,
    fields,
    variables,
  });
  return {
    newCase: toNewCase(params, ground, { ...states, manager, close, dueAt: target?.at ?? null, files, facet }),
    warnings: warnings.texts,
    summaryForm: summaryForm ?? startForm.key,
    files,
  };
};
