import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useDocket } from '../docket.ts';
import { caseTypesQuery, meQuery, usersQuery } from '../queries.ts';
import { type CaseSearch, categories, withFilter } from './case-search.ts';

interface Option {
  readonly value: string;
  readonly label: string;
}

const any: Option = { value: '', label: 'Any' };

/** The choices of the filters: only units whose cases the user sees, and who owns cases at all. */
const useChoices = () => {
  const docket = useDocket();
  const me = useQuery(meQuery(docket)).data;
  const users = useQuery(usersQuery(docket)).data ?? [];
  const types = useQuery(caseTypesQuery(docket)).data ?? [];
  const owners = users.filter(({ licensed }) => licensed).map(({ login, name }) => ({ value: login, label: name }));
  return {
    types: types.map(({ key, name }) => ({ value: key, label: name })),
    units: (me?.units ?? []).map(({ key, name }) => ({ value: key, label: name })),
    owners: [{ value: 'me', label: 'Me' }, ...owners.sort((a, b) => a.label.localeCompare(b.label))],
  };
};

const title = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

interface CaseFiltersProps {
  readonly search: CaseSearch;
  onChange(search: CaseSearch): void;
}

export const CaseFilters = ({ search, onChange }: CaseFiltersProps) => {
  const { types, units, owners } = useChoices();
  const select = (name: 'statusCategory' | 'type' | 'unit' | 'owner', label: string, options: readonly Option[]) => (
    <NativeSelect
      label={label}
      size="xs"
      value={search[name] ?? ''}
      data={[any, ...options]}
      onChange={({ currentTarget }) => onChange(withFilter(search, name, currentTarget.value))}
    />
  );
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onChange(withFilter(search, 'q', String(new FormData(event.currentTarget).get('q'))));
  };
  return (
    <search aria-label="Cases">
      <form className="bar" onSubmit={submit}>
        <TextInput
          // Another search, from the address: another text.
          key={search.q ?? ''}
          className="wide"
          type="search"
          name="q"
          label="Search"
          placeholder="words, begin*, &quot;a phrase&quot;"
          size="xs"
          maxLength={500}
          defaultValue={search.q ?? ''}
        />
        <Button type="submit" size="xs" variant="default">
          Search
        </Button>
        {select(
          'statusCategory',
          'Status',
          categories.map((value) => ({ value, label: title(value) })),
        )}
        {select('type', 'Type', types)}
        {select('unit', 'Unit', units)}
        {select('owner', 'Owner', owners)}
      </form>
    </search>
  );
};
