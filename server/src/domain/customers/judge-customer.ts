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

/** Fails with `invalid`: a field (`case/too-long`, `case/invalid-text`), `customer/empty` where nothing tells who he is. */
export const judgeCustomer = (customer: Pick<Customer, CustomerField>): void => {
  for (const field of customerFields) requireText(field, customer[field], customerWidths[field]);
  const { personalId, firstName, lastName, email, phone } = customer;
  if (![personalId, firstName, lastName, email, phone].some((text) => text)) {
    throw invalid(
      '',
      'customer/empty',
      'A customer has a name, an e-mail address, a telephone number or a personal id.',
    );
  }
};
