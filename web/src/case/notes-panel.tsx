import { type Case, ProblemError } from '@docket/sdk';
import { Button, Checkbox, Group, Paper, Stack, Text, Textarea, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useDocket } from '../docket.ts';
import { historyQuery, notesQuery } from '../queries.ts';
import { Failure } from '../shell/failure.tsx';
import { showTime } from '../show.ts';

const AddNoteForm = ({ number }: { readonly number: number }) => {
  const docket = useDocket();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [isPrivate, setPrivate] = useState(false);
  const add = useMutation({
    mutationFn: () => docket.cases.addNote(number, { text, private: isPrivate }),
    onSuccess: async () => {
      setText('');
      await Promise.all([
        queries.invalidateQueries({ queryKey: notesQuery(docket, number).queryKey }),
        queries.invalidateQueries({ queryKey: historyQuery(docket, number).queryKey }),
      ]);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Failure error={add.error} />
        <Textarea
          label="New note"
          rows={2}
          required
          withAsterisk={false}
          maxLength={10_000}
          value={text}
          onChange={({ currentTarget: { value } }) => setText(value)}
        />
        <Group gap="md">
          <Button type="submit" size="xs" variant="default" loading={add.isPending}>
            Add note
          </Button>
          <Checkbox
            size="xs"
            label="Private: not for the citizen"
            checked={isPrivate}
            onChange={({ currentTarget: { checked } }) => setPrivate(checked)}
          />
        </Group>
      </Stack>
    </form>
  );
};

/** Notes, for who may read them; the form, for who may add one. */
export const NotesPanel = ({ found }: { readonly found: Case }) => {
  const docket = useDocket();
  const { data: notes, error } = useQuery(notesQuery(docket, found.number));
  const mayNotRead = error instanceof ProblemError && error.status === 403;
  return (
    <Paper withBorder p="sm" component="section" aria-label="Notes">
      <Stack gap="xs">
        <Title order={2} size="h5">
          Notes
        </Title>
        {mayNotRead ? <Text c="dimmed">You may not read the notes.</Text> : <Failure error={error} />}
        {notes?.length === 0 && <Text c="dimmed">No notes.</Text>}
        <ol className="lines">
          {notes?.map(({ id, text, author, createdAt, private: isPrivate }) => (
            <li key={id}>
              <p className="about">
                {author ?? 'System'}, {showTime(createdAt)}
                {isPrivate && ' · private'}
              </p>
              <p className="prose">{text}</p>
            </li>
          ))}
        </ol>
        {found.abilities.includes('note.add') && <AddNoteForm number={found.number} />}
      </Stack>
    </Paper>
  );
};
