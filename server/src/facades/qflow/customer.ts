/** Customers on the wire, and what of them only this face keeps: `facets.qflow` of the customer (contract qflow (d)). */
import type { Customer } from '../../domain/customers/customers-store.ts';
import { cut } from './cut.ts';

/** What this face alone keeps of a customer. */
export interface CustomerFacet {
  readonly personalIdTypeId?: number | null;
  readonly personalIdTypeExtRef?: string | null;
  readonly telNumber2?: string | null;
  /** `YYYY-MM-DD`. */
  readonly dob?: string | null;
  readonly sex?: number;
  readonly notes?: string | null;
  readonly notificationConsent?: boolean;
  readonly isActive?: boolean;
  readonly customProperties?: { readonly [name: string]: string };
}

export const customerFacet = ({ facets }: Pick<Customer, 'facets'>): CustomerFacet =>
  (facets['qflow'] ?? {}) as CustomerFacet;

export const renderCustomer = (customer: Customer) => {
  const facet = customerFacet(customer);
  return {
    CustomerId: customer.id,
    PersonalId: cut(customer.personalId, 30),
    PersonalIdTypeId: facet.personalIdTypeId ?? null,
    PersonalIdTypeExtRef: facet.personalIdTypeExtRef ?? null,
    FirstName: cut(customer.firstName, 50),
    LastName: cut(customer.lastName, 50),
    Email: cut(customer.email, 100),
    TelNumber1: cut(customer.phone, 25),
    TelNumber2: facet.telNumber2 ?? null,
    DOB: facet.dob ? `${facet.dob}T00:00:00` : null,
    Sex: facet.sex ?? 0,
    Notes: facet.notes ?? null,
    ExtRef: cut(customer.extRef, 200),
    NotificationConsent: facet.notificationConsent ?? false,
    IsActive: facet.isActive ?? true,
    CustomProperties: facet.customProperties ?? {},
  };
};
