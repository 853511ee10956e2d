/** Writes `docs/errors.md` anew: `node server/test/api/support/write-errors-page.ts`. */
import { writeFileSync } from 'node:fs';
import { errorsPage } from '../../../src/api/docs/errors-page.ts';

writeFileSync(new URL('../../../../docs/errors.md', import.meta.url), errorsPage());
