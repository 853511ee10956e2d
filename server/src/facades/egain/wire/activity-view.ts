/** An activity as this API shows it (contract egain 6.8), for JSON as it is and for XML by `write-tree.ts`. */
import type { ActivityHead } from '../../../domain/activities/activity.ts';
import type { ListedActivity } from '../../../domain/activities/listed-activities-store.ts';
import type { JsonObject } from '../../../domain/cases/case.ts';
import type { Viewer } from '../call.ts';
import { customerName, innerLink, showDepartment, showStamp, showValue } from './case-view.ts';
import { showContactPersons } from './customer-view.ts';
import { showUser } from './user.ts';

const showCase = (viewer: Viewer, { caseNumber }: ActivityHead): JsonObject => ({
  link: innerLink(viewer, 'case', `/interaction/case/${caseNumber}`),
  id: String(caseNumber),
});

/** A subtype is whatever the caller calls it, in every language. */
const showType = (viewer: Viewer, { type, subtype }: ActivityHead): JsonObject => ({
  ...showValue(viewer, type),
  subtype: { value: subtype, displayValue: subtype },
});

const showStatus = (viewer: Viewer, { status, assigneeId }: ActivityHead): JsonObject => {
  const user = status === 'assigned' ? showUser(viewer.tenant, assigneeId) : undefined;
  return { ...showValue(viewer, status), ...(user ? { assigned: { user } } : {}) };
};

/** The customer is that of the activity's case. */
const showCustomer = (viewer: Viewer, { customer }: ListedActivity): JsonObject =>
  customer === null
    ? {}
    : {
        link: innerLink(viewer, 'customer', `/interaction/customer/${customer.id}`),
        customerName: customerName(customer),
        contactPersons: showContactPersons(customer),
        id: String(customer.id),
      };

export const showActivity = (viewer: Viewer, listed: ListedActivity): JsonObject => {
  const { activity } = listed;
  const { tenant, place } = viewer;
  const id = String(activity.id);
  return {
    link: [{ rel: 'self', href: `${place.base}/interaction/activity/${id}` }],
    case: showCase(viewer, activity),
    department: showDepartment(viewer, activity),
    mode: showValue(viewer, activity.mode),
    type: showType(viewer, activity),
    status: showStatus(viewer, activity),
    created: showStamp(tenant, activity.createdById, activity.createdAt),
    lastModified: showStamp(tenant, activity.modifiedById, activity.modifiedAt),
    subject: activity.subject ?? '',
    ...(activity.contactPoint === null ? {} : { contactPointData: activity.contactPoint }),
    customer: showCustomer(viewer, listed),
    id,
  };
};
