import { makeIdempotencyKey, type NewCase } from '@docket/sdk';
import { Button, Group, NativeSelect, Paper, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { severities } from '../case/severities.ts';
import { useDocket } from '../docket.ts';
import { caseQuery, caseTypesQuery, meQuery } from '../queries.ts';
import { Failure } from '../shell/failure.tsx';
import { PageTitle } from '../shell/page-title.tsx';

/** What is left empty is left out, so that the server's own defaults hold. */
const readForm = (form: FormData): NewCase => {
  const text = (name: string): string => String(form.get(name) ?? '');
  const [type, unit, description, reference] = ['type', 'unit', 'description', 'reference'].map(text);
  return {
    subject: text('subject'),
    severity: text('severity') as NonNullable<NewCase['severity']>,
    ...(type ? { type } : {}),
    ...(unit ? { unit } : {}),
    ...(description ? { description } : {}),
    ...(reference ? { reference } : {}),
  };
};

/** Types that anybody may start, or the user's groups may; units where the user may create. */
const useChoices = () => {
  const docket = useDocket();
  const me = useQuery(meQuery(docket)).data;
  const types = useQuery(caseTypesQuery(docket)).data ?? [];
  const mayStart = (starters: string | null): boolean =>
    starters === null || (me?.user.groups.includes(starters) ?? false);
  return {
    types: types
      .filter(({ starters }) => mayStart(starters))
      .sort((a, b) => Number(b.default) - Number(a.default))
      .map(({ key, name }) => ({ value: key, label: name })),
    units: (me?.units ?? []).filter(({ acts }) => acts).map(({ key, name }) => ({ value: key, label: name })),
  };
};

export const CreateCasePage = () => {
  const docket = useDocket();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { types, units } = useChoices();
  // One key for one form: pressing again after a lost answer makes no second case, a changed form does.
  const [attempt, setAttempt] = useState({ sent: '', key: '' });
  const create = useMutation({
    mutationFn: ({ body, key }: { body: NewCase; key: string }) => docket.cases.create(body, { idempotencyKey: key }),
    onSuccess: async (made) => {
      queries.setQueryData(caseQuery(docket, made.number).queryKey, made);
      await queries.invalidateQueries({ queryKey: ['cases'] });
      await navigate({ to: '/cases/$number', params: { number: String(made.number) } });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const body = readForm(new FormData(event.currentTarget));
    const sent = JSON.stringify(body);
    const key = attempt.sent === sent ? attempt.key : makeIdempotencyKey();
    setAttempt({ sent, key });
    create.mutate({ body, key });
  };
  return (
    <Paper withBorder p="md" className="narrow">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <PageTitle name="New case" />
          <Failure error={create.error} />
          <TextInput name="subject" label="Subject" required maxLength={1024} />
          <Textarea name="description" label="Description" rows={5} maxLength={10_000} />
          <Group grow align="start">
            <NativeSelect name="type" label="Type" data={types} />
            <NativeSelect name="unit" label="Unit" data={units} />
            <NativeSelect name="severity" label="Severity" data={[...severities]} defaultValue="medium" />
          </Group>
          <TextInput
            name="reference"
            label="Reference"
            description="Left empty: the number of the case."
            maxLength={512}
          />
          <Group>
            <Button type="submit" loading={create.isPending}>
              Create case
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
};
