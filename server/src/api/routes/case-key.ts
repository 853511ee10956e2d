/** Case numbers in an address. */
import { Type } from 'typebox';
import { unknownCase } from '../../domain/access/access.ts';

export const numberParam = Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'Number of a case.' });

/** The number that an address names; one that cannot be a number names no case: `not-found` `case/unknown`. */
export const readNumber = (text: string | undefined): number => {
  const number = /^[1-9][0-9]{0,9}$/.test(text ?? '') ? Number(text) : 0;
  if (number < 1 || number > 2_147_483_647) throw unknownCase({});
  return number;
};
