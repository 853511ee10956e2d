/** A Docket with auto disposition on, and a second server on its store. */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Case } from '../../../src/domain/cases/case.ts';
import { closeCase } from '../../../src/domain/cases/close-case.ts';
import { createCase } from '../../../src/domain/cases/create-case.ts';
import { type CaseEdit, editCase } from '../../../src/domain/cases/edit-case.ts';
import type { NewCase } from '../../../src/domain/cases/new-case.ts';
import { type HistoryEvent, listHistory } from '../../../src/domain/history/list-history.ts';
import { verifyHistory } from '../../../src/domain/history/verify-history.ts';
import type { Task } from '../../../src/domain/tasks/task.ts';
import { selectTasks } from '../../../src/domain/tasks/task-list-store.ts';
import { runDue } from '../../../src/jobs/run-due.ts';
import { openStore } from '../../../src/storage/pool.ts';
import { type Edit, editDemo } from '../../acceptance/support/tenant-file.ts';
import { type Docket, startDocket } from '../../support/docket.ts';

export const dayMs = 86_400_000;

const on: readonly Edit[] = [
  ['  enabled: false', '  enabled: true'],
  ['74: 30 }', '74: 30, 178: 5 }'],
];

/** The demonstration tenant with all settings there and the switch on. */
export const applyOn = async (docket: Docket, ...edits: Edit[]): Promise<void> =>
  docket.apply(await editDemo([...on, ...edits]));

export const useDisposition = (...edits: Edit[]) => {
  let docket: Docket | undefined;
  const started = (): Docket => docket ?? assert.fail('The Docket is not started.');
  before(async () => {
    docket = await startDocket();
    await applyOn(docket, ...edits);
  });
  after(async () => {
    const faults = [...started().faults];
    const { breaks } = await started().core.view({ tenant: started().tenant() }, (db) =>
      verifyHistory(db, started().tenant().id),
    );
    await started().close();
    assert.deepEqual({ faults, breaks }, { faults: [], breaks: [] });
  });

  const admin = () => started().actor('msingleton', 'tracker');
  const system = () => ({ tenant: started().tenant(), user: null, face: 'docket' }) as const;
  return {
    docket: started,
    admin,
    /** By the server itself, who may make cases in any unit. */
    create: (fields: Partial<NewCase> = {}): Promise<Case> => {
      const made: NewCase = { referenceStyle: 'number', type: 'offense', subject: 'S', offenseTypeId: 1, ...fields };
      return started().core.run(system(), (tx) => createCase(tx, system(), { ownerRule: 'enabled', ...made }));
    },
    edit: (number: number, fields: NonNullable<CaseEdit['fields']>, more: CaseEdit = {}): Promise<Case> =>
      started()
        .core.run(admin(), (tx) => editCase(tx, admin(), number, { ownerRule: 'enabled', fields, ...more }))
        .then((edited) => edited.case),
    close: (number: number): Promise<Case> => started().core.run(admin(), (tx) => closeCase(tx, admin(), { number })),
    /** How many review tasks were made. */
    run: async (at: Date | number): Promise<number> => {
      const results = await runDue(started().core, [started().tenant()], new Date(at));
      return results.find(({ timer }) => timer === 'review tasks made')?.done ?? assert.fail();
    },
    tasksOf: (caseNumber?: number): Promise<Task[]> => {
      const filter = { isReview: true, ...(caseNumber === undefined ? {} : { caseNumber }) };
      return started().core.view(system(), (db) => selectTasks(db, system(), filter, { limit: 1_000_000 }));
    },
    historyOf: (number: number): Promise<HistoryEvent[]> =>
      started().core.view(system(), (db) => listHistory(db, system(), number)),
    now: () => started().clock.now(),
  };
};

/** Another server's store on the same database, with connections of its own. */
export const openSecond = (docket: Docket) =>
  openStore({ connection: docket.database.connection, now: docket.clock.now });
