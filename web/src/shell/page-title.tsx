import { Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';

/**
 * The heading of a page. A new page takes the focus to it, so that a screen reader says where the user is and the next
 * Tab starts there; `name` is also the window's title.
 */
export const PageTitle = ({ name, children }: { readonly name: string; readonly children?: ReactNode }) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${name} – Docket`;
  }, [name]);
  useEffect(() => heading.current?.focus(), []);
  return (
    <Title order={1} size="h3" ref={heading} tabIndex={-1}>
      {children ?? name}
    </Title>
  );
};
