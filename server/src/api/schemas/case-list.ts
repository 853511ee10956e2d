/** What a list of cases is asked for and answers with. */
import type { Static } from 'typebox';
import { Type } from 'typebox';
import { categories, severities } from '../../domain/cases/case.ts';
import { sortFields } from '../../domain/cases/case-filter.ts';
import { CaseView, viewParameters } from './case.ts';
import { anyOf, listParameters } from './query-values.ts';
import { choice, closed, instant, orNull, text } from './values.ts';

const sorts = sortFields.flatMap((field) => [field, `-${field}`] as const);

const time = (description: string) => Type.Optional(instant(description));

const filters = {
  status: anyOf(text(200), 'Statuses.'),
  statusCategory: anyOf(choice(categories), 'Categories of statuses.'),
  type: anyOf(text(200), 'Keys of case types.'),
  unit: anyOf(text(200), 'Keys of units; empty: cases without one.'),
  owner: anyOf(text(200), 'Logins; `me`: the caller; empty: cases without one.'),
  assignee: anyOf(text(200), 'Logins; `me`: the caller.'),
  severity: anyOf(choice(severities), 'Severities.'),
  tag: anyOf(text(100), 'Tags.'),
  customer: anyOf(text(10), 'Ids of customers; empty: cases without one.'),
  reference: Type.Optional(text(512, 'Exactly this reference.')),
  dueBefore: time('Due earlier than this.'),
  dueAfter: time('Due later than this.'),
  reviewBefore: time('Up for review earlier than this. Nothing for callers who may not see review dates.'),
  createdAfter: time('Made later than this.'),
  createdBefore: time('Made earlier than this.'),
  modifiedAfter: time('Changed later than this.'),
  archived: Type.Optional(
    Type.Boolean({ description: 'Only archived cases, or only others; both where it is not named.' }),
  ),
  queue: anyOf(text(200), 'Keys of queues in which the case has an open ticket.'),
  q: Type.Optional(
    text(
      500,
      'Full text over reference, subject, description, notes (for who may read them), contact and attributes: ' +
        'word stems, `begin*`, "a phrase". All must be found.',
    ),
  ),
};

export const CaseListQuery = Type.Object(
  {
    ...filters,
    sort: Type.Optional(choice(sorts, 'Descending with `-`. Cases without the date come last. Default `-modifiedAt`.')),
    ...viewParameters,
    ...listParameters,
  },
  {
    additionalProperties: false,
    patternProperties: {
      '^attribute\\..': { type: 'array', minItems: 1, maxItems: 50, items: { type: 'string', maxLength: 4000 } },
    },
  },
);

export type CaseListQuery = Static<typeof CaseListQuery>;

export const CaseList = closed('CaseList', {
  items: Type.Array(CaseView),
  next: orNull(Type.String({ description: 'What to send as `cursor` for the next page; null: this is the last.' })),
  count: Type.Optional(Type.Integer({ minimum: 0 })),
});
