/** Customers: the people whose cases they are. */
import { createCustomer } from '../../domain/customers/create-customer.ts';
import { editCustomer } from '../../domain/customers/edit-customer.ts';
import { getCustomer, listCustomers } from '../../domain/customers/find-customers.ts';
import { cutPage, readNumberCursor } from '../cursor.ts';
import { type Operation, reading, writing } from '../operation.ts';
import { apiPath } from '../run-operation.ts';
import { CustomerSummary } from '../schemas/case.ts';
import { CustomerList, CustomerPatch, CustomerQuery, NewCustomer } from '../schemas/customer.ts';
import { id } from '../schemas/values.ts';
import { showCustomer } from '../wire/show.ts';

const tag = 'Customers';
const access = 'licensed';
const params = { id: id('Id of a customer.') };
const path = '/customers/{id}';

/** The id that an address names; 0, which no customer has, for what is no number. */
const readId = (text: string | undefined): number => (/^[1-9][0-9]{0,9}$/.test(text ?? '') ? Number(text) : 0);

/** What can be wrong with a customer's fields. */
const problems = ['customer/duplicate-personal-id', 'customer/empty'];

export const customerRoutes: readonly Operation[] = [
  reading({
    id: 'listCustomers',
    method: 'GET',
    path: '/customers',
    tag,
    access,
    summary: 'List customers',
    description: 'Needs `case.view`. Those of all filters that are named, by id.',
    query: CustomerQuery,
    answers: { 200: { description: 'The customers.', schema: CustomerList } },
    problems: ['list/invalid-cursor'],
    read: async (db, { actor, query: { limit = 50, cursor, count: isCounted = false, ...filter } }) => {
      const page = { afterId: readNumberCursor(cursor), limit: limit + 1, count: isCounted };
      const { customers, count } = await listCustomers(db, actor, filter, page);
      const { items, next } = cutPage(customers, limit, (customer) => customer.id);
      const body = { items: items.map(showCustomer), next, ...(count === undefined ? {} : { count }) };
      return { status: 200, body };
    },
  }),
  writing({
    id: 'createCustomer',
    method: 'POST',
    path: '/customers',
    tag,
    access,
    summary: 'Make a customer',
    description: 'Needs `customer.change`. A customer has at least a name, an address, a number or a personal id.',
    body: { schema: NewCustomer },
    answers: {
      201: { description: 'The customer.', schema: CustomerSummary, headers: { Location: 'Where the customer is.' } },
    },
    problems,
    write: async (tx, { actor, body }) => {
      const customer = await createCustomer(tx, actor, body);
      const headers = { location: `${apiPath}/customers/${customer.id}` };
      return { status: 201, headers, body: showCustomer(customer) };
    },
  }),
  reading({
    id: 'getCustomer',
    method: 'GET',
    path,
    tag,
    access,
    summary: 'Read a customer',
    description: 'Needs `case.view`.',
    params,
    answers: { 200: { description: 'The customer.', schema: CustomerSummary } },
    problems: ['customer/unknown'],
    read: async (db, { actor, params }) => ({
      status: 200,
      body: showCustomer(await getCustomer(db, actor, readId(params['id']))),
    }),
  }),
  writing({
    id: 'editCustomer',
    method: 'PATCH',
    path,
    tag,
    access,
    summary: 'Change a customer',
    description: 'Needs `customer.change`. A JSON merge patch: only what is named changes; null empties.',
    params,
    body: { schema: CustomerPatch, types: ['application/merge-patch+json', 'application/json'] },
    answers: { 200: { description: 'The customer as he is now.', schema: CustomerSummary } },
    problems: ['customer/unknown', ...problems],
    write: async (tx, { actor, body, params }) => ({
      status: 200,
      body: showCustomer(await editCustomer(tx, actor, readId(params['id']), body)),
    }),
  }),
];
