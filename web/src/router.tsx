/** The map of the workspace: its addresses, and what each needs before it is shown. */
import { type Client, ProblemError } from '@docket/sdk';
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, Outlet, redirect } from '@tanstack/react-router';
import { CasePage } from './case/case-page.tsx';
import { CaseListPage } from './cases/case-list-page.tsx';
import { readCaseSearch } from './cases/case-search.ts';
import { CreateCasePage } from './cases/create-case-page.tsx';
import { meQuery } from './queries.ts';
import { parseSearch, stringifySearch } from './search.ts';
import { SignInPage } from './session/sign-in-page.tsx';
import { FailurePage, NotFoundPage } from './shell/failure.tsx';
import { Shell } from './shell/shell.tsx';

export interface WorkspaceContext {
  readonly docket: Client;
  readonly queries: QueryClient;
}

const rootRoute = createRootRouteWithContext<WorkspaceContext>()({
  component: Outlet,
  notFoundComponent: NotFoundPage,
});

/** Only paths of this workspace: an address that names another place is not followed after signing in. */
const readNext = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : undefined;

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } => {
    const next = readNext(search['next']);
    return next === undefined ? {} : { next };
  },
  component: SignInPage,
});

const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  component: Shell,
  errorComponent: FailurePage,
  beforeLoad: async ({ context: { docket, queries }, location }) => {
    try {
      await queries.ensureQueryData(meQuery(docket));
    } catch (error) {
      if (!(error instanceof ProblemError && error.status === 401)) throw error;
      throw redirect({ to: '/sign-in', search: { next: location.href } });
    }
  },
});

const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/cases', replace: true });
  },
});

const casesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/cases',
  validateSearch: readCaseSearch,
  component: CaseListPage,
});

const createCaseRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/cases/new',
  component: CreateCasePage,
});

const caseRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/cases/$number',
  component: CasePage,
});

const routeTree = rootRoute.addChildren([
  signInRoute,
  signedInRoute.addChildren([homeRoute, casesRoute, createCaseRoute, caseRoute]),
]);

export const createWorkspaceRouter = (context: WorkspaceContext) =>
  createRouter({ routeTree, context, parseSearch, stringifySearch, scrollRestoration: true });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createWorkspaceRouter>;
  }
  interface HistoryState {
    /** Cursors of the pages before this one; empty text: the first. */
    trail?: readonly string[];
  }
}
