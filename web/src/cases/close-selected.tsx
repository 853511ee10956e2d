import type { Case, Client } from '@docket/sdk';
import { Alert, Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useDocket } from '../docket.ts';
import { tellFailure } from '../shell/failure.tsx';

interface Refused {
  readonly number: number;
  readonly text: string;
}

/** One after the other, each by itself: what is refused does not keep the rest open. */
const closeEach = async (docket: Client, cases: readonly Case[]): Promise<readonly Refused[]> => {
  const refused: Refused[] = [];
  for (const item of cases) {
    try {
      await docket.cases.close(item);
    } catch (error) {
      refused.push({ number: item.number, text: tellFailure(error) });
    }
  }
  return refused;
};

const mayClose = (item: Case): boolean =>
  item.statusCategory !== 'closed' && !item.archived && item.abilities.includes('case.close');

interface CloseSelectedProps {
  readonly selected: readonly Case[];
  onDone(left: readonly number[]): void;
}

/** Closes the selected cases of the page, after a second press; those that were refused stay selected. */
export const CloseSelected = ({ selected, onDone }: CloseSelectedProps) => {
  const docket = useDocket();
  const queries = useQueryClient();
  const [isAsking, ask] = useState(false);
  const open = selected.filter(mayClose);
  const close = useMutation({
    mutationFn: () => closeEach(docket, open),
    onSuccess: async (refused) => {
      ask(false);
      onDone(refused.map(({ number }) => number));
      await queries.invalidateQueries();
    },
  });
  return (
    <>
      <Group gap="sm">
        <Text size="sm" role="status">
          {selected.length} selected
        </Text>
        {open.length > 0 && !isAsking && (
          <Button size="compact-sm" variant="default" onClick={() => ask(true)}>
            Close {open.length}…
          </Button>
        )}
        {open.length > 0 && isAsking && (
          <>
            <Button size="compact-sm" color="red" loading={close.isPending} onClick={() => close.mutate()} autoFocus>
              Close {open.length} now
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => ask(false)}>
              Cancel
            </Button>
          </>
        )}
      </Group>
      {close.data?.map(({ number, text }) => (
        <Alert key={number} color="red" role="alert" title={`Case ${number} was not closed`}>
          {text}
        </Alert>
      ))}
    </>
  );
};
