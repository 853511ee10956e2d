import { createClient, ProblemError } from '@docket/sdk';
import { MantineProvider } from '@mantine/core';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { DocketContext } from './docket.ts';
import { meQuery } from './queries.ts';
import { createWorkspaceRouter } from './router.tsx';

/** The client has tried again already what is worth it. `onError` is told what failed beside the question who is there. */
const createQueries = (onError: (error: unknown) => void): QueryClient =>
  new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: 5_000 } },
    queryCache: new QueryCache({
      onError: (error, { queryKey }) => {
        if (queryKey[0] !== 'me') onError(error);
      },
    }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _result, { meta }) => {
        if (meta?.['signsIn'] !== true) onError(error);
      },
    }),
  });

const openWorkspace = () => {
  const docket = createClient({ baseUrl: '' });
  const queries: QueryClient = createQueries((error) => leaveIfEnded(error));
  const router = createWorkspaceRouter({ docket, queries });
  // A session that ended leads to the sign-in, and from there back to where the user was.
  const leaveIfEnded = (error: unknown): void => {
    if (!(error instanceof ProblemError && error.status === 401)) return;
    queries.removeQueries({ queryKey: meQuery(docket).queryKey });
    void router.invalidate();
  };
  return { docket, queries, router };
};

/** Mantine would put styles into the page, which its content security policy refuses; `styles.ts` has the same in files. */
export const App = () => {
  const [{ docket, queries, router }] = useState(openWorkspace);
  return (
    <MantineProvider defaultColorScheme="auto" withGlobalClasses={false} withCssVariables={false}>
      <DocketContext value={docket}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </DocketContext>
    </MantineProvider>
  );
};
