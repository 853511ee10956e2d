import type { HistoryEvent } from '@docket/sdk';
import { Paper, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useDocket } from '../docket.ts';
import { historyQuery } from '../queries.ts';
import { Failure } from '../shell/failure.tsx';
import { showTime, showValue } from '../show.ts';

const Entry = ({ event }: { readonly event: HistoryEvent }) => (
  <li>
    <p className="about">
      <strong>{event.kind}</strong> by {event.actor ?? 'the system'} through {event.facade}, {showTime(event.at)}
    </p>
    {event.kind !== 'created' &&
      event.changes.map(({ field, from, to }) => (
        <p className="prose" key={field}>
          {field} from {showValue(from)} to {showValue(to)}
        </p>
      ))}
  </li>
);

/** What happened to the case, the newest first. */
export const HistoryPanel = ({ number }: { readonly number: number }) => {
  const { data: events, error } = useQuery(historyQuery(useDocket(), number));
  return (
    <Paper withBorder p="sm" component="section" aria-label="History">
      <Stack gap="xs">
        <Title order={2} size="h5">
          History
        </Title>
        <Failure error={error} />
        <ol className="lines" reversed>
          {events?.toReversed().map((event) => (
            <Entry key={event.seq} event={event} />
          ))}
        </ol>
      </Stack>
    </Paper>
  );
};
