/**
 * The JSON types of messages, and no more: a wrong type is `INVALID_MESSAGE_FORMAT`, a wrong value, a missing member or a
 * null one is for the fields' own judgement (contract worldcheck §5). Unknown members are ignored, except in a Field.
 */
import { type Static, Type } from 'typebox';
import { createSchemaCompiler } from '../../http/validator.ts';

const text = Type.Optional(Type.Union([Type.String(), Type.Null()]));

/** The vendor's older way to write a date in a Field. */
const pointInTime = Type.Object({
  timelinePrecision: text,
  pointInTimePrecision: text,
  utcDateTime: Type.Optional(Type.Union([Type.Number(), Type.String(), Type.Null()])),
});

const field = Type.Object(
  {
    typeId: text,
    value: text,
    dateTimeValue: Type.Optional(Type.Union([Type.String(), pointInTime, Type.Null()])),
  },
  { additionalProperties: false },
);

const fields = Type.Optional(Type.Union([Type.Array(field), Type.Null()]));

const states = Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()]));

const newCase = {
  groupId: text,
  entityType: text,
  name: text,
  caseId: text,
  providerTypes: Type.Optional(Type.Union([Type.Array(Type.String()), Type.Null()])),
  caseScreeningState: Type.Optional(Type.Union([states, Type.Null()])),
  nameTransposition: Type.Optional(Type.Union([Type.Boolean(), Type.String(), Type.Null()])),
  customFields: fields,
  secondaryFields: fields,
};

/** v1 also takes the state of the watch-list as a text (§3.1). */
const newCaseV1 = Type.Object({
  ...newCase,
  caseScreeningState: Type.Optional(Type.Union([states, Type.String(), Type.Null()])),
});

export type FieldMessage = Static<typeof field>;
export type PointInTime = Static<typeof pointInTime>;
export type NewCaseMessage = Static<typeof newCaseV1>;

/** Compiles the checks of all messages, once for each place where the face is served. */
export const compileMessages = () => {
  const compiler = createSchemaCompiler('first');
  return { newCase: compiler.check(Type.Object(newCase)), newCaseV1: compiler.check(newCaseV1) };
};

export type Messages = ReturnType<typeof compileMessages>;
