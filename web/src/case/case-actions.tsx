import type { Case } from '@docket/sdk';
import { Button, Group } from '@mantine/core';
import { StatusBadge } from '../cases/status-badge.tsx';
import { useDocket } from '../docket.ts';
import { Conflict } from './conflict.tsx';
import { useCaseChange } from './use-case-change.ts';

export type Doing = 'nothing' | 'edit' | 'close';

interface CaseActionsProps {
  readonly found: Case;
  readonly doing: Doing;
  onStart(doing: Doing): void;
  onDone(said: string): void;
}

/** What the server says the user may do with this case now, and nothing else. */
export const CaseActions = ({ found, doing, onStart, onDone }: CaseActionsProps) => {
  const docket = useDocket();
  const { number, abilities, statusCategory, archived } = found;
  const reopen = useCaseChange(number, () => docket.cases.reopen(found));
  const isClosed = statusCategory === 'closed';
  const mayClose = abilities.includes('case.close') && !archived;
  const start = (what: Doing, label: string) => (
    <Button size="compact-sm" variant="default" aria-expanded={doing === what} onClick={() => onStart(what)}>
      {label}
    </Button>
  );
  return (
    <>
      <Group gap="xs">
        <StatusBadge item={found} />
        {abilities.includes('case.edit') && start('edit', 'Edit')}
        {mayClose && !isClosed && start('close', 'Close…')}
        {mayClose && isClosed && (
          <Button
            size="compact-sm"
            variant="default"
            loading={reopen.isPending}
            onClick={() => reopen.mutate(undefined, { onSuccess: () => onDone('The case is open again.') })}
          >
            Reopen
          </Button>
        )}
      </Group>
      <Conflict error={reopen.error} number={number} onReload={() => reopen.reset()} />
    </>
  );
};
