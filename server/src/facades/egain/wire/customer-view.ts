/** A customer as this API shows him, whoever made him (contract egain 6.9). */
import type { JsonObject } from '../../../domain/cases/case.ts';
import type { ListedCustomer } from '../../../domain/customers/customers-store.ts';
import type { Viewer } from '../call.ts';
import { customerName, innerLink, showValue } from './case-view.ts';

/** Points of contact have no rows of their own: a customer has one of each kind, and they are known by his id and it. */
const pointDigits = { email: 1, phone: 2 } as const;

export type PointKind = keyof typeof pointDigits;

const pointId = (customerId: number, kind: PointKind): string => String(customerId * 10 + pointDigits[kind]);

/** Whose point of contact has that id, and of which kind; undefined: none can. */
export const ownerOfPoint = (id: number): { readonly customerId: number; readonly kind: PointKind } | undefined => {
  const kind = id % 10 === 1 ? 'email' : id % 10 === 2 ? 'phone' : undefined;
  return kind && { customerId: Math.floor(id / 10), kind };
};

type Contact = Pick<ListedCustomer, 'id' | 'firstName' | 'lastName' | 'email' | 'phone'>;

const showPoints = ({ id, email, phone }: Contact): JsonObject[] => [
  ...(email ? [{ type: { value: 'email', email: { emailAddress: email } }, id: pointId(id, 'email') }] : []),
  ...(phone ? [{ type: { value: 'phone', phone: { phoneNo: phone } }, id: pointId(id, 'phone') }] : []),
];

/** The one contact person of a customer is he himself, and has his id. */
export const showContactPersons = (customer: Contact): JsonObject => {
  const { id, firstName, lastName } = customer;
  const person = {
    ...(firstName ? { firstName } : {}),
    ...(lastName ? { lastName } : {}),
    contactPoints: { contactPoint: showPoints(customer) },
    id: String(id),
  };
  return { contactPerson: [person] };
};

export const showCustomer = (viewer: Viewer, customer: ListedCustomer): JsonObject => {
  const id = String(customer.id);
  return {
    link: [{ rel: 'self', href: `${viewer.place.base}/interaction/customer/${id}` }],
    cases: { link: innerLink(viewer, 'case', `/interaction/case?customer=${id}`) },
    customerName: customerName(customer),
    type: showValue(viewer, 'individual'),
    contactPersons: showContactPersons(customer),
    id,
  };
};
