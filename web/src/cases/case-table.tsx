import type { Case } from '@docket/sdk';
import { Checkbox, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { KeyboardEvent } from 'react';
import { showNothing, showTime } from '../show.ts';
import { defaultSort, type Sort, type SortField, turnSort } from './case-search.ts';
import { StatusBadge } from './status-badge.tsx';

interface SortHeaderProps {
  readonly field: SortField;
  readonly label: string;
  readonly sort: Sort;
  onSort(sort: Sort): void;
}

const SortHeader = ({ field, label, sort, onSort }: SortHeaderProps) => {
  const order = sort === field ? 'ascending' : sort === `-${field}` ? 'descending' : undefined;
  return (
    <Table.Th {...(order === undefined ? {} : { 'aria-sort': order })}>
      <button type="button" className="sort" data-order={order} onClick={() => onSort(turnSort(sort, field))}>
        {label}
      </button>
    </Table.Th>
  );
};

/** Up and Down go from row to row; Space, the checkbox's own key, selects. */
const moveFocus = (event: KeyboardEvent<HTMLElement>): void => {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const isBox = event.target instanceof HTMLInputElement && event.target.type === 'checkbox';
  if (step === 0 || !isBox) return;
  const boxes = [...event.currentTarget.querySelectorAll<HTMLInputElement>('tbody input[type=checkbox]')];
  const next = boxes[boxes.indexOf(event.target as HTMLInputElement) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
};

interface CaseRowProps {
  readonly item: Case;
  readonly isSelected: boolean;
  onToggle(): void;
}

const CaseRow = ({ item, isSelected, onToggle }: CaseRowProps) => (
  <Table.Tr aria-selected={isSelected}>
    <Table.Td>
      <Checkbox size="xs" checked={isSelected} onChange={onToggle} aria-label={`Select case ${item.number}`} />
    </Table.Td>
    <Table.Td>{item.number}</Table.Td>
    <Table.Td className="subject">
      <Link to="/cases/$number" params={{ number: String(item.number) }}>
        {item.subject}
      </Link>
    </Table.Td>
    <Table.Td>
      <StatusBadge item={item} />
    </Table.Td>
    <Table.Td>{item.severity}</Table.Td>
    <Table.Td>{item.type}</Table.Td>
    <Table.Td>{showNothing(item.unit)}</Table.Td>
    <Table.Td>{showNothing(item.owner)}</Table.Td>
    <Table.Td>{showTime(item.dueAt)}</Table.Td>
    <Table.Td>{showTime(item.modifiedAt)}</Table.Td>
  </Table.Tr>
);

interface CaseTableProps {
  readonly items: readonly Case[];
  readonly sort: Sort | undefined;
  readonly selection: ReadonlySet<number>;
  onSort(sort: Sort): void;
  onSelect(selection: ReadonlySet<number>): void;
}

export const CaseTable = ({ items, sort = defaultSort, selection, onSort, onSelect }: CaseTableProps) => {
  const header = (field: SortField, label: string) => (
    <SortHeader field={field} label={label} sort={sort} onSort={onSort} />
  );
  const numbers = items.map(({ number }) => number);
  const chosen = numbers.filter((number) => selection.has(number)).length;
  const toggle = (number: number): void => onSelect(selection.symmetricDifference(new Set([number])));
  return (
    <div className="sheet">
      <Table withTableBorder highlightOnHover verticalSpacing={4} fz="sm" onKeyDown={moveFocus} aria-label="Cases">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <Checkbox
                size="xs"
                aria-label="Select all cases of this page"
                checked={chosen > 0 && chosen === numbers.length}
                indeterminate={chosen > 0 && chosen < numbers.length}
                onChange={() => onSelect(new Set(chosen === numbers.length ? [] : numbers))}
              />
            </Table.Th>
            {header('number', 'Number')}
            <Table.Th>Subject</Table.Th>
            <Table.Th>Status</Table.Th>
            {header('severity', 'Severity')}
            <Table.Th>Type</Table.Th>
            <Table.Th>Unit</Table.Th>
            <Table.Th>Owner</Table.Th>
            {header('dueAt', 'Due')}
            {header('modifiedAt', 'Changed')}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <CaseRow
              key={item.number}
              item={item}
              isSelected={selection.has(item.number)}
              onToggle={() => toggle(item.number)}
            />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
};
