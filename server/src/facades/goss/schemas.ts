/** Limits of parameters (contract goss §9), and the JSON Schemas that `_documentation` shows of them. */
import { Type } from 'typebox';

/** In characters (code points). */
export const limits = {
  key: 255,
  businessKey: 512,
  title: 255,
  email: 254,
  name: 255,
  phoneNumber: 255,
  address: 1000,
  note: 10_000,
  language: 35,
  variableName: 128,
  fieldValue: 65_535,
  date: 255,
} as const;

/** How many entries a list, or members an object, may have. */
export const counts = { fields: 500, processVariables: 500, attachments: 20 } as const;

const text = (description: string, maxLength: number) => Type.String({ description, maxLength });
const required = (description: string) => Type.String({ description, minLength: 1, maxLength: limits.key });
const optional = (description: string, maxLength: number = limits.key) => Type.Optional(text(description, maxLength));

const businessKey = () =>
  Type.String({ minLength: 1, maxLength: limits.businessKey, description: 'Reference of the case.' });
const flag = (description: string) => Type.Optional(Type.Boolean({ description }));
const debug = flag('Whether to answer notes on what was done.');
const note = (description: string) => optional(description, limits.note);
const dateTime = (description: string) => Type.Optional(Type.String({ format: 'date-time', description }));

const field = Type.Object(
  {
    name: optional('Name of the field; the variable is form_<name>.', limits.variableName),
    field: optional('The same, where `name` is not given.', limits.variableName),
    value: Type.Optional(
      Type.Union([text('', limits.fieldValue), Type.Number(), Type.Boolean(), Type.Null()], {
        description: 'Kept as text; absent or null is the empty text.',
      }),
    ),
  },
  { description: 'A field of the form; has a `name` or a `field`.' },
);

const contact = Type.Object({
  name: optional('Full name.', limits.name),
  email: optional('E-mail address.', limits.email),
  phoneNumber: optional('Telephone number.', limits.phoneNumber),
  address: optional('Address, its parts separated by commas.', limits.address),
});

const form = Type.Object({
  startForm: required('Key of the form that starts the case.'),
  summaryForm: optional('Key of the form that shows the case; the start form, where absent.'),
  fields: Type.Optional(Type.Array(field, { maxItems: counts.fields })),
});

const attachment = Type.Object({
  fileStoreReference: required('Reference of a file that was uploaded before.'),
  formField: Type.String({ minLength: 1, maxLength: limits.variableName, description: 'Form field it belongs to.' }),
});

export const createCaseSchema = Type.Object({
  caseTypeId: required('Key of the case type.'),
  user: Type.Object({
    siteUserId: required('Login of the user who starts the case.'),
    proxyUserId: optional('Login of who raises it on their behalf.'),
  }),
  form,
  caseCardTitle: optional('Title; `Case Management v1`, where absent.', limits.title),
  caseSubTypeId: optional('Key of a subtype of the case type.'),
  caseStageId: optional('Key of a stage of the case type.'),
  caseStatus: optional('An active status of the case type, or its escalated one.'),
  caseManagerId: optional('Login of the case manager.'),
  language: optional('Language code; `EN`, where absent.', limits.language),
  targetDate: dateTime('Target of the case, in the future.'),
  contact: Type.Optional(contact),
  processVariables: Type.Optional(
    Type.Record(Type.String({ minLength: 1, maxLength: limits.variableName }), Type.Unknown(), {
      maxProperties: counts.processVariables,
    }),
  ),
  attachments: Type.Optional(Type.Array(attachment, { maxItems: counts.attachments })),
  close: Type.Optional(
    Type.Object(
      {
        closureReason: optional('A closure reason of the case type; its default, where absent.'),
        closureNote: optional('Note on the closure.', limits.note),
      },
      { description: 'Closes the case when it is created.' },
    ),
  ),
});

export const closeCaseSchema = Type.Object({
  caseBusinessKey: businessKey(),
  closureDate: dateTime('When it was closed: not before the case began, nor later than now; now, where absent.'),
  closureNotes: note('Note on the closure.'),
  closureReason: optional('A closure reason of the case type; its default, where absent or unknown.'),
  dryRun: flag('Whether only to answer what the call would answer.'),
  forceClose: flag('Whether to close although tasks have not been done as often as the case type demands.'),
  user: Type.Optional(
    Type.Object(
      {
        siteUserId: Type.Optional(Type.Integer({ description: 'Number of the user, where no login is given.' })),
        siteUserName: optional('Login of the user.'),
      },
      { description: 'The case manager who closes it; the system, where absent.' },
    ),
  ),
  debug,
});

export const updateCaseStatusSchema = Type.Object({
  caseBusinessKey: businessKey(),
  statusValue: optional('An active status of the case type, or its escalated one.'),
  statusNotes: note('A note, for everybody.'),
  debug,
});

export const updateCaseStageSchema = Type.Object({
  caseBusinessKey: businessKey(),
  stageValue: optional('Key of a stage of the case type.'),
  stageNotes: note('A note, for staff alone.'),
  debug,
});

export const reassignCaseSchema = Type.Object({
  caseBusinessKey: businessKey(),
  assignGroupName: text('Key of the group that gets the case; may be empty.', limits.key),
  reasonDesc: Type.String({ minLength: 1, maxLength: limits.note, description: 'Why.' }),
  assignUserName: optional('Login of the case manager who gets it, in place of the group.'),
  note: note('A note, for staff alone.'),
  debug,
});

export const addNoteSchema = Type.Object({
  caseReference: businessKey(),
  note: Type.String({ minLength: 1, maxLength: limits.note, description: 'Text of the note.' }),
  userName: required('Login of who writes it; `CMSYSTEMUSER`: the system.'),
  name: optional('Name to show for the writer.', limits.name),
  private: flag('Whether it is for staff alone.'),
  userRole: Type.Optional(
    Type.Union([Type.Literal('staff'), Type.Literal('citizen')], { description: 'In what role he writes it.' }),
  ),
  debug,
});

export const getCaseSchema = Type.Object({
  caseBusinessKey: businessKey(),
  variables: flag('Whether to answer the variables too.'),
  debug,
});

const duration = (more: string) =>
  Type.String({ maxLength: limits.date, description: `ISO 8601 duration of weeks, days and time, as PT4H30M.${more}` });

/** What every call on a target takes. */
const targetMembers = {
  caseBusinessKey: businessKey(),
  note: optional('Note that is added to the case.', limits.note),
  private: Type.Optional(Type.Boolean({ default: true, description: 'Whether the note is not for the citizen.' })),
  debug,
};

export const setSlaSchema = Type.Object({
  ...targetMembers,
  duration: duration(' May be empty with SET and CLEAR.'),
  operation: optional('NOW (default), INITIAL, ADD, SUBTRACT, SET or CLEAR, in any letter case.'),
  datetime: Type.Optional(Type.String({ format: 'date-time', description: 'The target; required with SET.' })),
  userName: optional('Login of who does it, or CMSYSTEMUSER.'),
  userRole: optional('Role of that user: staff or citizen.'),
  displayName: optional('Name of that user, as shown with the note.', limits.name),
});

export const updateSlaSchema = Type.Object({
  ...targetMembers,
  duration: duration(''),
  operation: required('`add` or `subtract`, in any letter case.'),
  name: optional('Name that is shown with the note.', limits.name),
});

export const pauseSlaSchema = Type.Object({
  ...targetMembers,
  caseControlVar: optional('Name of a variable that the case must have.', limits.variableName),
  taskBusinessKey: optional('Reference of the task it is paused for.', limits.businessKey),
});

export const resumeSlaSchema = Type.Object({
  ...pauseSlaSchema.properties,
  taskClosed: Type.Optional(Type.Boolean({ description: 'Whether that task is closed.' })),
});

export const documentationSchema = Type.Object({
  method: optional('Name of a method; all of them, where absent.'),
});

export const emptySchema = Type.Object({});
