/** The parameters of the calls on a case's target (contract goss §6.6). */
import type { NewNote } from '../../../domain/notes/notes-store.ts';
import type { TargetOperation } from '../../../domain/targets/change-target.ts';
import type { Params } from '../method.ts';
import { limits } from '../schemas.ts';
import { type Reader, readParams } from './read-params.ts';

/** What all of them have. */
export interface SlaParams {
  readonly reference: string;
  readonly note: NewNote | null;
  readonly isDebug: boolean;
}

export interface SetSlaParams extends SlaParams {
  readonly order: TargetOperation;
  /** Login, or the system user's; null: the system. */
  readonly userName: string | null;
}

export interface UpdateSlaParams extends SlaParams {
  readonly order: TargetOperation;
}

export interface PauseSlaParams extends SlaParams {
  readonly controlVariable: string | null;
}

// Integers of weeks, days, hours, minutes, seconds: at least one of them, and behind a T at least one of time.
const duration = /^P(?!$)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const secondsOf = [604_800, 86_400, 3600, 60, 1];

/** More than there are between the first instant and the last: as many decimals as it has do not matter. */
const longest = 10_000 * 366 * 86_400;

/** Seconds of an ISO 8601 duration; a day has 24 hours. Undefined: none, or one with years or months, or too long a one. */
export const readDuration = (text: string): number | undefined => {
  const parts = duration.exec(text);
  if (parts === null) return undefined;
  const seconds = secondsOf.reduce((sum, unit, i) => sum + unit * Number(parts[i + 1] ?? 0), 0);
  return seconds <= longest ? seconds : undefined;
};

/** Where there is no `private`, a note is. */
const readNote = (reader: Reader, facet: { readonly name?: string | null; readonly userRole?: string | null }) => {
  const text = reader.text('note', limits.note);
  const isPrivate = reader.flag('private') || (reader.value['private'] ?? null) === null;
  if (text === null) return null;
  const shown = Object.fromEntries(Object.entries(facet).filter(([, value]) => value !== null)) as Record<
    string,
    string
  >;
  return { text, private: isPrivate, ...(Object.keys(shown).length > 0 ? { facets: { goss: shown } } : {}) };
};

const readCommon = (reader: Reader, facet: Parameters<typeof readNote>[1] = {}): SlaParams => ({
  reference: reader.requiredText('caseBusinessKey', limits.businessKey),
  note: readNote(reader, facet),
  isDebug: reader.flag('debug'),
});

/** Seconds; null where it is missing or wrong, and where `''` says that there is none. */
const readSeconds = (reader: Reader, mayBeBlank: boolean): number | null => {
  if (mayBeBlank && reader.value['duration'] === '') return null;
  const text = reader.requiredText('duration', limits.date);
  if (text === '') return null;
  return readDuration(text) ?? reader.refuse('must be an ISO 8601 duration of weeks, days and time', 'duration');
};

/** In lower case; null where it is none of these. */
const readOperation = <T extends string>(reader: Reader, text: string | null, known: readonly T[]): T | null => {
  if (text === null || text === '') return null;
  const found = known.find((one) => one === text.toLowerCase());
  return found ?? reader.refuse(`must be one of ${known.join(', ')}`, 'operation');
};

const nothing: TargetOperation = { operation: 'clear' };

/** `zone`: of dates without an offset. Fails with `InvalidParams`. */
export const readSetSla = (params: Params, zone: string): SetSlaParams =>
  readParams(params, (reader) => {
    const name = reader.text('displayName', limits.name);
    const common = readCommon(reader, { name, userRole: reader.text('userRole', limits.key) });
    const sent = reader.text('operation', limits.key);
    const operation =
      readOperation(reader, sent, ['now', 'initial', 'add', 'subtract', 'set', 'clear']) ??
      (sent === null ? 'now' : null);
    const seconds = readSeconds(reader, operation === 'set' || operation === 'clear');
    const at = reader.dateTime('datetime', zone)?.at ?? null;
    const userName = reader.text('userName', limits.key);
    if (operation === 'set') {
      if (at === null && (reader.value['datetime'] ?? '') === '') reader.refuse('is required', 'datetime');
      return { ...common, userName, order: at === null ? nothing : { operation, at } };
    }
    if (operation === null || operation === 'clear') return { ...common, userName, order: nothing };
    return { ...common, userName, order: { operation, seconds: seconds ?? 0 } };
  });

/** Fails with `InvalidParams`. */
export const readUpdateSla = (params: Params): UpdateSlaParams =>
  readParams(params, (reader) => {
    const common = readCommon(reader, { name: reader.text('name', limits.name) });
    const sent = reader.requiredText('operation', limits.key);
    const operation = readOperation(reader, sent, ['add', 'subtract']);
    const seconds = readSeconds(reader, false);
    return { ...common, order: operation === null ? nothing : { operation, seconds: seconds ?? 0 } };
  });

const readTurn = (reader: Reader): PauseSlaParams => {
  const common = readCommon(reader);
  reader.text('taskBusinessKey', limits.businessKey);
  return { ...common, controlVariable: reader.text('caseControlVar', limits.variableName) };
};

/** Fails with `InvalidParams`. */
export const readPauseSla = (params: Params): PauseSlaParams => readParams(params, readTurn);

/** Fails with `InvalidParams`. */
export const readResumeSla = (params: Params): PauseSlaParams =>
  readParams(params, (reader) => {
    reader.flag('taskClosed');
    return readTurn(reader);
  });
