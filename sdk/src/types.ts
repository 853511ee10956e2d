/** The API's nouns by name. What they are made of is generated from the server's schemas. */
import type { components, operations } from './types.generated.ts';

type Schemas = components['schemas'];

/** A case as a call was asked to show it: `fields` leaves members out. */
export type CaseView = Schemas['CaseView'];

/** A case with all its members. */
export type Case = Required<Omit<CaseView, 'expanded'>> & Pick<CaseView, 'expanded'>;

export type NewCase = Schemas['NewCase'];
export type CasePatch = Schemas['CasePatch'];
export type Closing = Schemas['Closing'];
export type Reopening = Schemas['Reopening'];
export type Note = Schemas['Note'];
export type NewNote = Schemas['NewNote'];
export type HistoryEvent = Schemas['HistoryEvent'];
export type Target = Schemas['Target'];
export type Attachment = Schemas['Attachment'];
export type NewAttachment = Schemas['NewAttachment'];

export type Task = Schemas['Task'];
export type NewTask = Schemas['NewTask'];
export type TaskPatch = Schemas['TaskPatch'];
export type TaskQuery = NonNullable<operations['listTasks']['parameters']['query']>;

export type StoredFile = Schemas['File'];
export type Me = Schemas['Me'];
export type Unit = Schemas['Unit'];
export type User = Schemas['UserSummary'];
export type CaseType = Schemas['CaseType'];

export type CaseQuery = NonNullable<operations['listCases']['parameters']['query']>;
export type CaseField = keyof Case;
export type Expansion = 'customer' | 'owner' | 'related';

/** What is wrong with one member of what was sent. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
  readonly code: string;
}
