/** Parameters in the address: names in any letter case, those that nobody asks for are passed over, however broken. */

import { PairError } from '../../http/pairs.ts';
import { parseQuery, rawQuery } from '../../http/query.ts';
import { refuseAll, texts } from './problems.ts';

/** The first value of that name; undefined: absent. Fails with `invalid` on the name where it cannot be decoded. */
export const queryOf = (url: string, name: string): string | undefined => {
  const wanted = name.toLowerCase();
  for (const piece of rawQuery(url).split('&')) {
    try {
      const [pair] = parseQuery(`?${piece}`);
      if (pair?.[0].toLowerCase() === wanted) return pair[1];
    } catch (error) {
      if (!(error instanceof PairError)) throw error;
      if (error.member?.toLowerCase() === wanted) refuseAll(name, texts.wrong);
    }
  }
  return undefined;
};
