/** The two calls that move an open case along, by status and by stage (contract goss §6.2, §6.3). */
import type { TSchema } from 'typebox';
import type { Case } from '../../domain/cases/case.ts';
import { requireCaseType } from '../../domain/cases/edit-case.ts';
import { steerCase } from '../../domain/cases/steer-case.ts';
import type { CaseType } from '../../domain/tenants/tenant.ts';
import type { Context, Method, Params } from './method.ts';
import { eventData, withOpenCase } from './open-case.ts';
import { limits } from './schemas.ts';
import { readParams } from './wire/read-params.ts';
import { failure, success } from './wire/write-result.ts';

export interface Move {
  readonly name: string;
  readonly description: string;
  readonly parameters: TSchema;
  /** The field that is moved. */
  readonly field: 'status' | 'stage';
  /** Names of the parameters. */
  readonly value: string;
  readonly notes: string;
  /** Whether the notes are for staff alone. */
  readonly isPrivate: boolean;
  readonly isKnown: (type: CaseType, value: string) => boolean;
  /** The error where there is no open case. */
  readonly gone: string;
}

/** What the type does not know, and what is so already, moves nothing: not even the note is kept. */
const isMove = ({ field, isKnown }: Move, type: CaseType, found: Case, value: string | null): value is string =>
  value !== null && value !== found[field] && isKnown(type, value);

const run = async (move: Move, context: Context, sent: Params): Promise<object> => {
  const { key, value, note, isDebug } = readParams(sent, (reader) => ({
    key: reader.requiredText('caseBusinessKey', limits.businessKey),
    value: reader.text(move.value, limits.key),
    note: reader.text(move.notes, limits.note),
    isDebug: reader.flag('debug'),
  }));
  const moved = await withOpenCase(context, key, 'case.edit', async (tx, actor, found) => {
    if (!isMove(move, requireCaseType(actor.tenant, found), found, value)) return false;
    await steerCase(tx, actor, found, {
      kind: 'edited',
      fields: { [move.field]: value },
      ...(note === null ? {} : { note: { text: note, private: move.isPrivate } }),
      data: eventData(context.program),
    });
    return true;
  });
  if (moved === undefined) return failure(move.gone);
  return success(isDebug, moved ? `Case ${move.field} set: ${value}` : `Case ${move.field} left as it is`);
};

export const moveCaseMethod = (move: Move): Method => ({
  name: move.name,
  origin: 'documented',
  description: move.description,
  parameters: move.parameters,
  needs: () => ['case.edit'],
  run: (context, sent) => run(move, context, sent),
});
