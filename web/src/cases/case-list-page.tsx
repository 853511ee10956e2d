import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { useDocket } from '../docket.ts';
import { casePageQuery } from '../queries.ts';
import { Failure } from '../shell/failure.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { CaseFilters } from './case-filters.tsx';
import { type CaseSearch, caseQueryOf, readCaseSearch, readSelection, writeSelection } from './case-search.ts';
import { CaseTable } from './case-table.tsx';
import { CloseSelected } from './close-selected.tsx';

const from = '/signed-in/cases';

/** The pages before are in the history entry, as the API's cursors only go on. */
const usePaging = (search: CaseSearch) => {
  const navigate = useNavigate({ from: '/cases' });
  const trail = useLocation({ select: ({ state }) => state.trail ?? [] });
  const turn = (cursor: string, next: readonly string[]) =>
    navigate({ search: readCaseSearch({ ...search, cursor, selected: '' }), state: { trail: next } });
  return {
    hasBefore: search.cursor !== undefined,
    // An address that came from elsewhere has no trail: before it is the first page.
    toPrevious: () => turn(trail.at(-1) ?? '', trail.slice(0, -1)),
    toNext: (cursor: string) => turn(cursor, [...trail, search.cursor ?? '']),
  };
};

export const CaseListPage = () => {
  const docket = useDocket();
  const search = useSearch({ from });
  const navigate = useNavigate({ from: '/cases' });
  const paging = usePaging(search);
  const { data, error, isFetching } = useQuery({
    ...casePageQuery(docket, caseQueryOf(search)),
    placeholderData: keepPreviousData,
  });
  const items = data?.items ?? [];
  const next = data?.next ?? null;
  const selection = readSelection(search);
  const show = (changed: CaseSearch, replace = false) => navigate({ search: changed, replace });
  const select = (numbers: Iterable<number>) =>
    // Selecting is no step that Back should undo; the trail stays with the page.
    navigate({
      search: readCaseSearch({ ...search, selected: writeSelection(numbers) }),
      replace: true,
      state: (before) => before,
      resetScroll: false,
    });
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <PageTitle name="Cases" />
        {isFetching && <Loader size="xs" aria-label="Loading" />}
      </Group>
      <CaseFilters search={search} onChange={(changed) => show(changed)} />
      <Failure error={error} />
      {selection.size > 0 && (
        <CloseSelected selected={items.filter(({ number }) => selection.has(number))} onDone={select} />
      )}
      {data !== undefined && items.length === 0 ? (
        <Text role="status">No case matches.</Text>
      ) : (
        <CaseTable
          items={items}
          sort={search.sort}
          selection={selection}
          onSort={(sort) => show(readCaseSearch({ ...search, sort, cursor: '', selected: '' }))}
          onSelect={select}
        />
      )}
      <Group gap="xs" component="nav" aria-label="Pages">
        <Button size="compact-sm" variant="default" disabled={!paging.hasBefore} onClick={() => paging.toPrevious()}>
          Previous page
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={next === null}
          onClick={() => next !== null && paging.toNext(next)}
        >
          Next page
        </Button>
      </Group>
    </Stack>
  );
};
