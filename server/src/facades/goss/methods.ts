/** The end points that there are: the vendor's table of contents (contract goss §1). */
import type { Method } from './method.ts';
import { addNoteToCaseMethod } from './routes/add-note-to-case.ts';
import { closeCaseMethod } from './routes/close-case.ts';
import { createCaseMethod } from './routes/create-case.ts';
import { getCaseMethod } from './routes/get-case.ts';
import { introspection } from './routes/introspect.ts';
import { pauseSlaMethod, resumeSlaMethod } from './routes/pause-sla.ts';
import { reassignCaseMethod } from './routes/reassign-case.ts';
import { setSlaMethod, updateSlaMethod } from './routes/set-sla.ts';
import { updateCaseStageMethod } from './routes/update-case-stage.ts';
import { updateCaseStatusMethod } from './routes/update-case-status.ts';
import type { FindMethod } from './rpc/run-call.ts';

const caseManagement: readonly Method[] = [
  createCaseMethod,
  closeCaseMethod,
  updateCaseStatusMethod,
  updateCaseStageMethod,
  reassignCaseMethod,
  addNoteToCaseMethod,
  getCaseMethod,
  ...[setSlaMethod, updateSlaMethod, pauseSlaMethod, resumeSlaMethod],
];

/** The two names under which the methods are served; the second has no introspection. */
export type Worker = 'serverlibrary' | 'securelibrary';

/** Names are compared exactly; a version behind one, `:1.0`, is passed over. */
const version = /:\d+\.\d+$/;

export const findMethodsOf = (worker: Worker): FindMethod => {
  const all: Method[] = [...caseManagement];
  const find: FindMethod = (name) => byName.get(name.replace(version, ''));
  all.push(...introspection(() => all, find));
  const served = all.filter((method) => worker === 'serverlibrary' || method.serverLibraryOnly !== true);
  const byName = new Map(served.map((method) => [method.name, method]));
  return find;
};
