import { Alert, Button, Group, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useDocket } from '../docket.ts';
import { caseQuery } from '../queries.ts';
import { Failure } from '../shell/failure.tsx';
import { showTime } from '../show.ts';
import { newerCase } from './use-case-change.ts';

interface ConflictProps {
  readonly error: unknown;
  readonly number: number;
  onReload(): void;
}

/** Why a step was refused; where somebody else was faster: what to do. */
export const Conflict = ({ error, number, onReload }: ConflictProps) => {
  const docket = useDocket();
  const queries = useQueryClient();
  const newer = newerCase(error);
  if (newer === undefined) return <Failure error={error} />;
  const reload = (): void => {
    queries.setQueryData(caseQuery(docket, number).queryKey, newer);
    onReload();
  };
  return (
    <Alert color="orange" role="alert" title="This case was changed by somebody else">
      <Stack gap="xs">
        <span>
          {newer.modifiedBy ?? 'The system'} changed it at {showTime(newer.modifiedAt)}, after you had opened it.
          Nothing of yours was done.
        </span>
        <Group>
          <Button size="compact-sm" variant="default" onClick={reload}>
            Show the case as it is now
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
};
