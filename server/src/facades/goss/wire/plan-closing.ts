/** Closing within createCase (contract goss §5.7). */
import type { NewCase } from '../../../domain/cases/new-case.ts';
import { noTasks } from '../../../domain/tasks/count-tasks.ts';
import type { CaseType } from '../../../domain/tenants/tenant.ts';
import { isKnownReason, writeUnmetTasks } from './judge-closing.ts';
import type { CreateCaseParams } from './read-create-case.ts';
import type { Warnings } from './warnings.ts';

/** How to close at once; null: not, or unmet minimums keep the case open (W8). */
export const planClosing = (
  type: CaseType,
  close: CreateCaseParams['close'],
  warnings: Warnings,
): NonNullable<NewCase['close']> | null => {
  if (close === null) return null;
  const reason = warnings.keep(
    close.reason,
    (sent) => isKnownReason(type, sent),
    (sent) =>
      `Case type ${type.key} does not support closure reason ${sent}, ` +
      `defaulting to default closure reason ${type.closure.default ?? ''}`,
  );
  const unmet = writeUnmetTasks(type, noTasks);
  warnings.add(...unmet);
  return unmet.length > 0 ? null : { reason, note: close.note };
};
