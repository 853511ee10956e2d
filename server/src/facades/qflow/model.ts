/** Typed members of a body; all that is wrong is kept and reported together (contract qflow (e), (g) 10). */
import type { FieldError } from '../../domain/errors.ts';
import { isForbiddenText } from '../../http/text.ts';
import { badModel } from './errors.ts';
import type { Members, Scalar, Sent } from './members.ts';

export const texts = {
  wrong: (name: string, sent: Exclude<Sent, undefined>): string =>
    sent === 'composite'
      ? `The value is not valid for ${name}.`
      : `The value '${sent.text.slice(0, 100).toWellFormed()}' is not valid for ${name}.`,
  tooLong: (name: string, max: number): string =>
    `The field ${name} must be a string or array type with a maximum length of '${max}'.`,
  forbidden: (name: string): string => `The field ${name} contains a character that is not allowed.`,
  notFound: 'Record not found',
};

const int32 = (value: number): number | undefined =>
  Number.isInteger(value) && value >= -2_147_483_648 && value <= 2_147_483_647 ? value + 0 : undefined;

/** A 32-bit integer in its decimal text. */
export const parseInt32 = (text: string): number | undefined =>
  /^[+-]?\d{1,20}$/.test(text) ? int32(Number(text)) : undefined;

const toInt = ({ text, isText }: Scalar): number | undefined =>
  isText ? parseInt32(text.trim()) : int32(Number(text));

const toFlag = ({ text, isText }: Scalar): boolean | undefined => {
  const value = isText ? text.trim().toLowerCase() : text;
  if (value === 'true' || value === 'false') return value === 'true';
  if (isText ? value !== '0' && value !== '1' : Number(value) !== 0 && Number(value) !== 1) return undefined;
  return Number(value) === 1;
};

/** For numbers and booleans `null` and the empty text are absent. */
const isAbsent = (sent: Sent): sent is undefined =>
  sent === undefined || (sent !== 'composite' && sent.isText && sent.text === '');

export interface Model {
  /** Undefined: absent, or wrong and noted. */
  int(name: string): number | undefined;
  /** The same, and absent is noted as wrong. */
  requiredInt(name: string): number | undefined;
  flag(name: string): boolean | undefined;
  /** As sent; null: absent, or wrong and noted. `max` in UTF-16 units. */
  text(name: string, max: number): string | null;
  /** The same, and absent or blank is noted as wrong. */
  requiredText(name: string, max: number): string;
  readonly members: Members;
  /** Notes what is wrong with a member. */
  refuse(name: string, text: string): void;
  /** Notes what is wrong with the body as a whole. */
  refuseBody(text: string): void;
  /** Notes what is wrong with a part of the address. */
  refuseKey(key: string, text: string): void;
  /** Fails with `invalid` where something was noted. */
  judge(): void;
}

/** Reads the members of the body that is called `bodyName` in the keys of errors. */
export const createModel = (bodyName: string, members: Members): Model => {
  const errors: FieldError[] = [];
  const refuseKey = (path: string, message: string): void => {
    errors.push({ path, message, code: 'member/invalid' });
  };
  const refuse = (name: string, message: string): void => refuseKey(`${bodyName}.${name}`, message);
  const convert = <T>(name: string, to: (scalar: Scalar) => T | undefined): T | undefined => {
    const sent = members.read(name);
    if (isAbsent(sent)) return undefined;
    const value = sent === 'composite' ? undefined : to(sent);
    if (value === undefined) refuse(name, texts.wrong(name, sent));
    return value;
  };
  const text = (name: string, max: number): string | null => {
    const sent = members.read(name);
    if (sent === undefined) return null;
    if (sent === 'composite') refuse(name, texts.wrong(name, sent));
    else if (sent.text.length > max) refuse(name, texts.tooLong(name, max));
    else if (isForbiddenText(sent.text)) refuse(name, texts.forbidden(name));
    else return sent.text;
    return null;
  };
  return {
    int: (name) => convert(name, toInt),
    requiredInt: (name) => {
      if (isAbsent(members.read(name))) refuse(name, `The ${name} property is required.`);
      return convert(name, toInt);
    },
    flag: (name) => convert(name, toFlag),
    text,
    requiredText: (name, max) => {
      const sent = members.read(name);
      const isBlank = sent === undefined || (sent !== 'composite' && sent.text.trim() === '');
      if (isBlank) refuse(name, `The ${name} field is required.`);
      return isBlank ? '' : (text(name, max) ?? '');
    },
    members,
    refuse,
    refuseBody: (message) => refuseKey(bodyName, message),
    refuseKey,
    judge: () => {
      if (errors.length > 0) throw badModel(errors);
    },
  };
};
