import type { Case } from '@docket/sdk';
import { Badge } from '@mantine/core';

const colours = { new: 'blue', active: 'teal', escalated: 'red', closed: 'gray' } as const;

/** The status in words; the colour, which says the same of its category, is only an aid. */
export const StatusBadge = ({ item }: { readonly item: Case }) => (
  <Badge size="sm" radius="sm" tt="none" variant="light" color={colours[item.statusCategory]} className="status">
    {item.archived ? `${item.status}, archived` : item.status}
  </Badge>
);
