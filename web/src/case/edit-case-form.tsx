import type { Case, CasePatch } from '@docket/sdk';
import { Button, Group, NativeSelect, Paper, Stack, Textarea, TextInput, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useDocket } from '../docket.ts';
import { caseQuery } from '../queries.ts';
import { Failure } from '../shell/failure.tsx';
import { changedFields, type Draft, draftOf } from './draft.ts';
import { EditConflict } from './edit-conflict.tsx';
import { severities } from './severities.ts';
import { newerCase, useCaseChange } from './use-case-change.ts';

interface EditCaseFormProps {
  readonly found: Case;
  onDone(said: string): void;
  onCancel(): void;
}

interface EditFieldsProps {
  readonly draft: Draft;
  onChange(draft: Draft): void;
}

const EditFields = ({ draft, onChange }: EditFieldsProps) => (
  <>
    <TextInput
      label="Subject"
      required
      maxLength={1024}
      value={draft.subject}
      data-autofocus
      autoFocus
      onChange={({ currentTarget: { value } }) => onChange({ ...draft, subject: value })}
    />
    <Textarea
      label="Description"
      rows={6}
      maxLength={10_000}
      value={draft.description}
      onChange={({ currentTarget: { value } }) => onChange({ ...draft, description: value })}
    />
    <NativeSelect
      label="Severity"
      data={[...severities]}
      value={draft.severity}
      onChange={({ currentTarget: { value } }) => onChange({ ...draft, severity: value as Draft['severity'] })}
    />
  </>
);

/**
 * Edits the case that was shown when editing began, whatever arrives meanwhile: the server refuses the change when
 * somebody else was faster, and the user decides (DESIGN §3.2).
 */
export const EditCaseForm = ({ found, onDone, onCancel }: EditCaseFormProps) => {
  const docket = useDocket();
  const queries = useQueryClient();
  const [base, setBase] = useState(found);
  const [draft, setDraft] = useState(() => draftOf(found));
  const edit = useCaseChange(base.number, ({ seen, patch }: { seen: Case; patch: CasePatch }) =>
    docket.cases.patch(seen, patch),
  );
  const newer = newerCase(edit.error);
  const save = (seen: Case): void => {
    const patch = changedFields(base, draft);
    edit.mutate({ seen, patch }, { onSuccess: () => onDone('The case was saved.') });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save(base);
  };
  const takeNewer = (taken: Case): void => {
    queries.setQueryData(caseQuery(docket, taken.number).queryKey, taken);
    setBase(taken);
    setDraft(draftOf(taken));
    edit.reset();
  };
  return (
    <Paper withBorder p="sm" component="section" aria-label="Edit">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Title order={2} size="h5">
            Edit
          </Title>
          {newer === undefined ? (
            <Failure error={edit.error} />
          ) : (
            <EditConflict
              base={base}
              draft={draft}
              newer={newer}
              onOverwrite={() => save(newer)}
              onDiscard={() => takeNewer(newer)}
            />
          )}
          <EditFields draft={draft} onChange={setDraft} />
          <Group gap="xs">
            <Button type="submit" size="xs" loading={edit.isPending} disabled={newer !== undefined}>
              Save
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
