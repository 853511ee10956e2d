import { ProblemError } from '@docket/sdk';
import { Alert, Button, Paper, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { useDocket } from '../docket.ts';
import { tellFailure } from '../shell/failure.tsx';
import { PageTitle } from '../shell/page-title.tsx';

const tellRefusal = (error: unknown): string => {
  if (!(error instanceof ProblemError)) return tellFailure(error);
  if (error.status === 401) return 'The name or the password is wrong.';
  if (error.status === 429) return 'Too many wrong passwords. Please wait a minute.';
  return tellFailure(error);
};

export const SignInPage = () => {
  const docket = useDocket();
  const queries = useQueryClient();
  const router = useRouter();
  const { next } = useSearch({ from: '/sign-in' });
  const enter = useMutation({
    // Its 401 is of a wrong password, not of a session that ended.
    meta: { signsIn: true },
    mutationFn: (given: { login: string; password: string }) => docket.session.signIn(given),
    onSuccess: () => {
      queries.clear();
      router.history.replace(next ?? '/cases');
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    enter.mutate({ login: String(form.get('login')), password: String(form.get('password')) });
  };
  return (
    <main>
      <Paper withBorder p="lg" className="sign-in">
        <form onSubmit={submit}>
          <Stack gap="sm">
            <PageTitle name="Sign in">Sign in to Docket</PageTitle>
            {enter.isError && (
              <Alert color="red" role="alert">
                {tellRefusal(enter.error)}
              </Alert>
            )}
            <TextInput
              name="login"
              label="Name"
              autoComplete="username"
              autoCapitalize="none"
              required
              withAsterisk={false}
            />
            <PasswordInput
              name="password"
              label="Password"
              autoComplete="current-password"
              required
              withAsterisk={false}
            />
            <Button type="submit" loading={enter.isPending}>
              Sign in
            </Button>
          </Stack>
        </form>
      </Paper>
    </main>
  );
};
