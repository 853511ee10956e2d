/** Closing within createCase (contract goss §5.7). */
import type { NewCase } from '../../../domain/cases/new-case.ts';
import type { CaseType } from '../../../domain/tenants/tenant.ts';
import type { CreateCaseParams } from './read-create-case.ts';
import type { Warnings } from './warnings.ts';

/** One text for each task whose minimum is not met; of a new case no task is done. */
export const unmetTasks = (type: CaseType): string[] =>
  type.tasks
    .filter(({ min }) => min > 0)
    .map(({ name, min }) => `Case type ${type.key} requires that task ${name} must be completed ${min} times`);

/** How to close at once; null: not, or unmet minimums keep the case open (W8). */
export const planClosing = (
  type: CaseType,
  close: CreateCaseParams['close'],
  warnings: Warnings,
): NonNullable<NewCase['close']> | null => {
  if (close === null) return null;
  const { reasons, default: standard } = type.closure;
  const reason = warnings.keep(
    close.reason,
    (sent) => reasons.length === 0 || reasons.includes(sent),
    (sent) =>
      `Case type ${type.key} does not support closure reason ${sent}, ` +
      `defaulting to default closure reason ${standard ?? ''}`,
  );
  const unmet = unmetTasks(type);
  warnings.add(...unmet);
  return unmet.length > 0 ? null : { reason, note: close.note };
};
