/** The connection of the page to its server. */
import type { Client } from '@docket/sdk';
import { createContext, useContext } from 'react';

export const DocketContext = createContext<Client | undefined>(undefined);

export const useDocket = (): Client => {
  const docket = useContext(DocketContext);
  if (docket === undefined) throw new Error('There is no DocketContext above.');
  return docket;
};
