/** Lists: `{items, next}`, page after page (contract api, "Lists"). */

export interface Page<T> {
  readonly items: readonly T[];
  /** What to send as `cursor` for the page after; null: this is the last. */
  readonly next: string | null;
}

/** Every item of every page, asked for as they are needed. */
export async function* eachItem<T>(
  read: (cursor: string | undefined) => Promise<Page<T>>,
): AsyncGenerator<T, void, undefined> {
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    yield* page.items;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}

/** All of them at once. */
export const collect = async <T>(items: AsyncIterable<T>): Promise<readonly T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};
