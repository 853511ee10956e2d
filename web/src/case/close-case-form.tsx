import type { Case, Closing } from '@docket/sdk';
import { Button, Group, NativeSelect, Paper, Stack, Textarea, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useDocket } from '../docket.ts';
import { caseTypesQuery } from '../queries.ts';
import { Conflict } from './conflict.tsx';
import { useCaseChange } from './use-case-change.ts';

const readForm = (form: FormData): Closing => {
  const [reason, note] = ['reason', 'note'].map((name) => String(form.get(name) ?? ''));
  return { ...(reason ? { reason } : {}), ...(note ? { note } : {}) };
};

/** One of the type's reasons, or any where it lists none (DESIGN S11). */
const ReasonField = ({ type }: { readonly type: string }) => {
  const types = useQuery(caseTypesQuery(useDocket())).data ?? [];
  const closure = types.find(({ key }) => key === type)?.closure;
  if (closure === undefined || closure.reasons.length === 0) {
    return <TextInput name="reason" label="Reason" maxLength={1024} autoFocus />;
  }
  return (
    <NativeSelect
      name="reason"
      label="Reason"
      data={[...closure.reasons]}
      defaultValue={closure.default ?? closure.reasons[0] ?? ''}
      autoFocus
    />
  );
};

interface CloseCaseFormProps {
  readonly found: Case;
  onDone(said: string): void;
  onCancel(): void;
}

export const CloseCaseForm = ({ found, onDone, onCancel }: CloseCaseFormProps) => {
  const docket = useDocket();
  const [seen, setSeen] = useState(found);
  const close = useCaseChange(found.number, (closing: Closing) => docket.cases.close(seen, closing));
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    close.mutate(readForm(new FormData(event.currentTarget)), { onSuccess: () => onDone('The case is closed.') });
  };
  return (
    <Paper withBorder p="sm" component="section" aria-label="Close the case">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Title order={2} size="h5">
            Close the case
          </Title>
          <Conflict
            error={close.error}
            number={found.number}
            onReload={() => {
              setSeen(found);
              onCancel();
            }}
          />
          <ReasonField type={found.type} />
          <Textarea name="note" label="Note" rows={3} maxLength={10_000} />
          <Group gap="xs">
            <Button type="submit" size="xs" loading={close.isPending}>
              Close case
            </Button>
            <Button size="xs" variant="default" onClick={onCancel}>
              Cancel
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
};
