import { Alert, Loader, Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useDocket } from '../docket.ts';
import { caseQuery } from '../queries.ts';
import { Failure } from '../shell/failure.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { CaseActions, type Doing } from './case-actions.tsx';
import { CaseFacts } from './case-facts.tsx';
import { CloseCaseForm } from './close-case-form.tsx';
import { EditCaseForm } from './edit-case-form.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { NotesPanel } from './notes-panel.tsx';

const CaseView = ({ number }: { readonly number: number }) => {
  const docket = useDocket();
  const { data: found, error } = useQuery(caseQuery(docket, number));
  const [doing, setDoing] = useState<Doing>('nothing');
  const [said, say] = useState('');
  const finish = (text: string): void => {
    setDoing('nothing');
    say(text);
  };
  const start = (next: Doing): void => {
    setDoing(next);
    say('');
  };
  if (found === undefined) {
    return (
      <Stack gap="sm">
        <PageTitle name={`Case ${number}`} />
        {error === null ? <Loader size="sm" aria-label="Loading" /> : <Failure error={error} />}
      </Stack>
    );
  }
  return (
    <Stack gap="sm">
      <PageTitle name={`Case ${number}: ${found.subject}`}>
        <Text span inherit c="dimmed">
          {number}
        </Text>{' '}
        {found.subject}
      </PageTitle>
      <CaseActions found={found} doing={doing} onStart={start} onDone={finish} />
      <div role="status">
        {said !== '' && (
          <Alert color="teal" p="xs">
            {said}
          </Alert>
        )}
      </div>
      <Failure error={error} />
      <div className="columns">
        <Stack gap="sm">
          {doing === 'edit' && <EditCaseForm found={found} onDone={finish} onCancel={() => start('nothing')} />}
          {doing === 'close' && <CloseCaseForm found={found} onDone={finish} onCancel={() => start('nothing')} />}
          <Paper withBorder p="sm" component="section" aria-label="Description">
            {found.description ? <p className="prose">{found.description}</p> : <Text c="dimmed">No description.</Text>}
          </Paper>
          <NotesPanel found={found} />
          <HistoryPanel number={number} />
        </Stack>
        <CaseFacts found={found} />
      </div>
    </Stack>
  );
};

export const CasePage = () => {
  const { number } = useParams({ from: '/signed-in/cases/$number' });
  // Another case: nothing half-done of this one goes with it.
  if (/^[1-9][0-9]{0,9}$/.test(number)) return <CaseView key={number} number={Number(number)} />;
  return <PageTitle name="There is no such case" />;
};
