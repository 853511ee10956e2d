/** Customers, as they are made, patched and listed; they are shown as `CustomerSummary`. */
import { type Static, Type } from 'typebox';
import { customerWidths } from '../../domain/customers/judge-customer.ts';
import { CustomerSummary } from './case.ts';
import { closed, listOf, listQuery, orNull, text } from './values.ts';

/** Null and an empty text are none. */
const members = {
  personalId: Type.Optional(
    orNull(text(customerWidths.personalId, 'The organisation’s own number of the person, unique in the tenant.')),
  ),
  firstName: Type.Optional(orNull(text(customerWidths.firstName))),
  lastName: Type.Optional(orNull(text(customerWidths.lastName))),
  email: Type.Optional(orNull(text(customerWidths.email))),
  phone: Type.Optional(orNull(text(customerWidths.phone))),
  extRef: Type.Optional(orNull(text(customerWidths.extRef, 'External reference.'))),
};

export const NewCustomer = closed('NewCustomer', members);

export const CustomerPatch = closed('CustomerPatch', members);

export const CustomerQuery = listQuery({
  email: Type.Optional(text(customerWidths.email, 'The address, in any letter case.')),
  phone: Type.Optional(text(customerWidths.phone, 'The number; only its digits are compared.')),
  personalId: Type.Optional(text(customerWidths.personalId, 'Exactly.')),
});

export type CustomerQuery = Static<typeof CustomerQuery>;

export const CustomerList = listOf('CustomerList', CustomerSummary);
