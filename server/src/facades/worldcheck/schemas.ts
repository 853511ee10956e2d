/**
 * The JSON types of messages, and no more: a wrong type is `INVALID_MESSAGE_FORMAT`, a wrong value, a missing member or a
 * null one is for the fields' own judgement (contract worldcheck §5). Unknown members are ignored, except in a Field.
 */
import { type Static, type TSchema, Type } from 'typebox';
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

const orNull = <S extends TSchema>(schema: S) => Type.Optional(Type.Union([schema, Type.Null()]));

const fields = orNull(Type.Array(field));
const texts = orNull(Type.Array(Type.String()));
const number = orNull(Type.Number());

const states = Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()]));
const statesOrText = orNull(Type.Union([states, Type.String()]));

/** v1 also takes the state of the watch-list as a text (§3.1). */
const statesOf = (takesText: boolean) =>
  takesText ? statesOrText : (orNull(states) as unknown as typeof statesOrText);

const caseMembers = {
  name: text,
  caseId: text,
  customFields: fields,
  secondaryFields: fields,
};

const screeningMembers = (takesText: boolean) => ({
  providerTypes: texts,
  caseScreeningState: statesOf(takesText),
  nameTransposition: orNull(Type.Union([Type.Boolean(), Type.String()])),
});

const newCase = (takesText: boolean) =>
  Type.Object({ groupId: text, entityType: text, ...caseMembers, ...screeningMembers(takesText) });

/** PUT and PATCH; `groupId` and `entityType` are not looked at. */
const edit = (takesText: boolean) => Type.Object({ ...caseMembers, ...screeningMembers(takesText), note: text });

const saveAndScreen = (takesText: boolean) =>
  Type.Object({
    groupId: text,
    ...screeningMembers(takesText),
    cases: orNull(Type.Array(Type.Object({ entityType: text, ...caseMembers }))),
  });

const ongoingScreening = Type.Object({ providerTypes: texts, note: text });
const screeningRequest = Type.Object({ screeningMode: text, caseInfo: orNull(Type.Boolean()) });
const assignee = Type.Object({ userId: text, note: text });
const rating = Type.Object({ caseRating: text, reason: text });
const results = Type.Object({ resultIds: texts });

const filter = Type.Object({
  query: text,
  sort: orNull(Type.Array(Type.Object({ columnName: text, order: text }))),
  pagination: orNull(Type.Object({ currentPage: number, itemsPerPage: number })),
});

const screeningStatus = Type.Object({
  screeningStatusRequests: orNull(Type.Array(Type.Object({ caseSystemId: text, dateFrom: text }))),
  providerTypes: texts,
});

const bulk = { caseSystemIds: texts, note: text };
const bulkArchive = Type.Object({ ...bulk, archive: orNull(Type.Boolean()) });
const bulkAssign = Type.Object({ ...bulk, userId: text });
const bulkDelete = Type.Object(bulk);
const bulkMove = Type.Object({ ...bulk, groupId: text });
const bulkOngoing = (takesText: boolean) => Type.Object({ ...bulk, caseScreeningState: statesOf(takesText) });
const bulkLink = Type.Object({
  note: text,
  link: orNull(Type.Boolean()),
  relationshipType: text,
  caseSystemIds: orNull(Type.Array(Type.Object({ caseSystemId: text, relatedCaseSystemIds: texts }))),
});

export type FieldMessage = Static<typeof field>;
export type PointInTime = Static<typeof pointInTime>;
export type StatesMessage = Static<typeof statesOrText> | undefined;
export type NewCaseMessage = Static<ReturnType<typeof newCase>>;
export type EditMessage = Static<ReturnType<typeof edit>>;
export type SaveAndScreenMessage = Static<ReturnType<typeof saveAndScreen>>;
export type FilterMessage = Static<typeof filter>;
export type BulkLinkMessage = Static<typeof bulkLink>;

/** Compiles the checks of all messages, once for each place where the face is served. */
export const compileMessages = (takesText: boolean) => {
  const { check } = createSchemaCompiler('first');
  return {
    newCase: check(newCase(takesText)),
    edit: check(edit(takesText)),
    saveAndScreen: check(saveAndScreen(takesText)),
    ongoingScreening: check(ongoingScreening),
    screeningRequest: check(screeningRequest),
    assignee: check(assignee),
    rating: check(rating),
    results: check(results),
    filter: check(filter),
    screeningStatus: check(screeningStatus),
    bulkArchive: check(bulkArchive),
    bulkAssign: check(bulkAssign),
    bulkDelete: check(bulkDelete),
    bulkMove: check(bulkMove),
    bulkOngoing: check(bulkOngoing(takesText)),
    bulkLink: check(bulkLink),
  };
};

export type Messages = ReturnType<typeof compileMessages>;
