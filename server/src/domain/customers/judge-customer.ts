/** What the core demands of a customer, whichever face he comes through (DESIGN S8). */
import { requireText } from '../cases/judge-fields.ts';
import { invalid } from '../errors.ts';
import type { Customer } from './customers-store.ts';

/** In code points; the widest of any face. */
export const customerWidths = {
  personalId: 250,
  firstName: 100,
  lastName: 100,
  email: 255,
  phone: 40,
  extRef: 200,
} as const;

export type CustomerField = keyof typeof customerWidths;

export const customerFields = Object.keys(customerWidths) as readonly CustomerField[];

type Fields = Pick<Customer, CustomerField>;

const tellsWho = ({ personalId, firstName, lastName, email, phone }: Fields): boolean =>
  [personalId, firstName, lastName, email, phone].some((text) => text);

/**
 * Fails with `invalid`: a field (`case/too-long`, `case/invalid-text`), `customer/empty` where nothing tells who he is.
 * `before`: the customer as he was, of whom that is not asked where nothing told it then (a business alone, which only a
 * face knows by name).
 */
export const judgeCustomer = (customer: Fields, before?: Fields): void => {
  for (const field of customerFields) requireText(field, customer[field], customerWidths[field]);
  if (tellsWho(customer) || (before !== undefined && !tellsWho(before))) return;
  throw invalid('', 'customer/empty', 'A customer has a name, an e-mail address, a telephone number or a personal id.');
};
