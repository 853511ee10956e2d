import { ProblemError } from '@docket/sdk';
import { Alert, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { PageTitle } from './page-title.tsx';

/** What went wrong, in the server's words where it has any. */
export const tellFailure = (error: unknown): string => {
  if (!(error instanceof ProblemError)) return 'The server cannot be reached. Nothing was changed; please try again.';
  const fields = error.errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  return [error.message, ...fields.filter((text) => text !== error.message)].join(' ');
};

/** Says it at once to a screen reader, too. */
export const Failure = ({ error }: { readonly error: unknown }) =>
  error === null || error === undefined ? null : (
    <Alert color="red" variant="light" role="alert" title="That did not work">
      {tellFailure(error)}
    </Alert>
  );

export const FailurePage = ({ error }: { readonly error: unknown }) => (
  <main>
    <Stack gap="sm">
      <PageTitle name="Something went wrong" />
      <Failure error={error} />
    </Stack>
  </main>
);

export const NotFoundPage = () => (
  <main>
    <Stack gap="sm">
      <PageTitle name="There is no such page" />
      <Link to="/cases">To the cases</Link>
    </Stack>
  </main>
);
