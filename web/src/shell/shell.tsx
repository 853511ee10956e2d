import { Button } from '@mantine/core';
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { useDocket } from '../docket.ts';
import { meQuery } from '../queries.ts';

const SignOutButton = () => {
  const docket = useDocket();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const leave = useMutation({
    mutationFn: () => docket.session.signOut(),
    // Also where the session had ended by itself: the user wants to be gone.
    onSettled: async () => {
      await navigate({ to: '/sign-in' });
      queries.clear();
    },
  });
  return (
    <Button
      size="compact-sm"
      variant="outline"
      className="button"
      loading={leave.isPending}
      onClick={() => leave.mutate()}
    >
      Sign out
    </Button>
  );
};

/** What surrounds every page of somebody who signed in. */
export const Shell = () => {
  const { data: me } = useSuspenseQuery(meQuery(useDocket()));
  return (
    <>
      <a className="skip" href="#content">
        Skip to content
      </a>
      <header className="top">
        <span className="brand">Docket</span>
        <nav aria-label="Main">
          <Link to="/cases" activeOptions={{ exact: true, includeSearch: false }}>
            Cases
          </Link>{' '}
          <Link to="/cases/new">New case</Link>
        </nav>
        <span className="who">{me.user.name}</span>
        <SignOutButton />
      </header>
      <main id="content">
        <Outlet />
      </main>
    </>
  );
};
