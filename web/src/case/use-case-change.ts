import { type Case, ProblemError } from '@docket/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useDocket } from '../docket.ts';
import { caseQuery } from '../queries.ts';

/** The case as it is now, where a change was refused because it is another than the user saw; else undefined. */
export const newerCase = (error: unknown): Case | undefined =>
  error instanceof ProblemError && error.status === 412 ? error.problem.case : undefined;

/** A call that answers with the changed case: what is shown of it, its history and the lists follow. */
export const useCaseChange = <B>(number: number, change: (body: B) => Promise<Case>) => {
  const docket = useDocket();
  const queries = useQueryClient();
  const { queryKey } = caseQuery(docket, number);
  return useMutation({
    mutationFn: change,
    onSuccess: async (changed) => {
      queries.setQueryData(queryKey, changed);
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['cases'] }),
        queries.invalidateQueries({ queryKey: [...queryKey, 'history'] }),
        queries.invalidateQueries({ queryKey: [...queryKey, 'notes'] }),
      ]);
    },
  });
};
