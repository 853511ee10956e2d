import type { Case } from '@docket/sdk';
import { Paper, Stack, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { showNothing, showTime } from '../show.ts';

const list = (values: readonly string[]): string => (values.length === 0 ? '–' : values.join(', '));

const attributeText = (value: Case['attributes'][string]): string =>
  Array.isArray(value) ? value.join(', ') : String(value);

const Facts = ({
  title,
  facts,
}: {
  readonly title: string;
  readonly facts: readonly (readonly [string, ReactNode])[];
}) => (
  <Paper withBorder p="sm" component="section" aria-label={title}>
    <Stack gap="xs">
      <Title order={2} size="h5">
        {title}
      </Title>
      <dl className="facts">
        {facts.map(([name, value]) => [<dt key={`${name} label`}>{name}</dt>, <dd key={name}>{value}</dd>])}
      </dl>
    </Stack>
  </Paper>
);

const Related = ({ numbers }: { readonly numbers: readonly number[] }) =>
  numbers.length === 0
    ? '–'
    : numbers.map((number) => (
        <span key={number}>
          <Link to="/cases/$number" params={{ number: String(number) }}>
            {number}
          </Link>{' '}
        </span>
      ));

const closingFacts = (found: Case): readonly (readonly [string, ReactNode])[] =>
  found.closedAt === null
    ? []
    : [
        ['Closed', showTime(found.closedAt)],
        ['Reason', showNothing(found.closureReason)],
        ['Closing note', showNothing(found.closureNote)],
      ];

const contactFacts = ({ contact }: Case): readonly (readonly [string, ReactNode])[] => [
  ['Contact', showNothing(contact.name)],
  ['E-mail', showNothing(contact.email)],
  ['Phone', showNothing(contact.phone)],
];

export const CaseFacts = ({ found }: { readonly found: Case }) => {
  const attributes = Object.entries(found.attributes).map(([key, value]) => [key, attributeText(value)] as const);
  return (
    <Stack gap="sm">
      <Facts
        title="Details"
        facts={[
          ['Reference', found.reference],
          ['Type', found.type],
          ['Severity', found.severity],
          ['Unit', showNothing(found.unit)],
          ['Owner', showNothing(found.owner)],
          ['Assignees', list(found.assignees)],
          ['Tags', list(found.tags)],
          ['Due', showTime(found.dueAt)],
          ...contactFacts(found),
          ['Related', <Related key="related" numbers={found.related} />],
          ...closingFacts(found),
          ['Made', `${showTime(found.createdAt)}, ${found.createdBy ?? 'system'}`],
          ['Changed', `${showTime(found.modifiedAt)}, ${found.modifiedBy ?? 'system'}`],
          ['Version', found.version],
        ]}
      />
      {attributes.length > 0 && <Facts title="Attributes" facts={attributes} />}
    </Stack>
  );
};
