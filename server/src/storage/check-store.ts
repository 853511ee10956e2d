import type { Core } from '../core.ts';

/** Resolves when the database answers (`/readyz`); fails with `unavailable`. */
export const checkStore = async (core: Core): Promise<void> => {
  await core.viewUnbound((db) => db.row({ text: 'select 1 as alive', values: [] }));
};
