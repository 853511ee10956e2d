import type { Case } from '@docket/sdk';
import { Alert, Button, Group, Stack } from '@mantine/core';
import { showNothing, showTime } from '../show.ts';
import { clashes, type Draft, draftOf } from './draft.ts';

interface EditConflictProps {
  readonly base: Case;
  readonly draft: Draft;
  readonly newer: Case;
  onOverwrite(): void;
  onDiscard(): void;
}

/** Somebody else was faster: says who and what, keeps what the user wrote, and leaves the choice to him. */
export const EditConflict = ({ base, draft, newer, onOverwrite, onDiscard }: EditConflictProps) => {
  const theirs = draftOf(newer);
  const both = clashes(base, draft, newer);
  return (
    <Alert color="orange" role="alert" title="This case was changed by somebody else">
      <Stack gap="xs">
        <span>
          {newer.modifiedBy ?? 'The system'} changed it at {showTime(newer.modifiedAt)}, while you were editing. Nothing
          of yours was saved yet.
        </span>
        {both.length > 0 && (
          <dl className="facts">
            {both.map((name) => [
              <dt key={`${name} label`}>Their {name}</dt>,
              <dd key={name}>{showNothing(theirs[name])}</dd>,
            ])}
          </dl>
        )}
        <Group gap="xs">
          <Button size="compact-sm" color="orange.9" onClick={onOverwrite}>
            {both.length > 0 ? `Save mine over their ${both.join(' and ')}` : 'Save mine as well'}
          </Button>
          <Button size="compact-sm" variant="default" onClick={onDiscard}>
            Discard mine, show theirs
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
};
