/** The bodies that this face reads (contract egain 3.1, 4.1, 6). */
import { ignored, list, openParts, parts, scalar, scalarAttribute, text, textAttribute, tree } from './body/shape.ts';

/** `username` is the same as `userName`; what else is sent is ignored. */
export const loginShape = openParts({ userName: text, username: text, password: text });

export const caseLinkShape = parts({ rel: textAttribute, href: textAttribute });

export const customAttributesShape = parts({
  customAttribute: list(
    parts({
      attribName: text,
      attribValues: parts({ attribValue: list(parts({ value: scalar, displayValue: ignored })) }),
    }),
  ),
});

export const editCaseShape = parts({
  id: scalarAttribute,
  lastModified: parts({ date: textAttribute, user: ignored }),
  dueDate: text,
  owner: parts({
    user: parts({ id: scalarAttribute, name: ignored, firstName: ignored, lastName: ignored, link: ignored }),
    folder: ignored,
  }),
  severity: parts({ value: text, displayValue: ignored }),
  subject: text,
  description: text,
  solution: text,
  relatedCases: parts({ link: list(caseLinkShape), unlink: list(caseLinkShape) }),
  customAttributes: customAttributesShape,
});

/** v20 only (contract egain 6.2). */
export const lookupShape = parts({
  customer: scalar,
  email: text,
  phone: text,
  status: text,
  custom: list(parts({ name: text, value: scalar })),
  department: text,
  ownerId: scalar,
  ownerLoginId: text,
  createdDate: text,
  lastModifiedDate: text,
  lastClosedDate: text,
});

/** Change customer (6.5). */
export const changeCustomerShape = parts({
  customer: parts({ id: scalarAttribute, link: ignored, customerName: ignored }),
});

/** A note (6.6). */
export const noteShape = parts({ content: text });

/** Change case of activities (6.7): the case they go to, or what a new one is given. */
export const changeCaseShape = parts({
  id: scalarAttribute,
  dueDate: text,
  severity: parts({ value: text, displayValue: ignored }),
  subject: text,
  description: text,
  solution: text,
  customAttributes: customAttributesShape,
});

const named = parts({ value: text, displayValue: ignored });

/** An activity (6.8). */
export const activityShape = parts({
  department: parts({ name: text, id: scalarAttribute }),
  type: parts({ value: text, displayValue: ignored, subtype: named }),
  mode: named,
  subject: text,
  content: text,
  payload: tree,
  contactPointData: text,
  customer: parts({
    id: scalarAttribute,
    link: ignored,
    customerName: ignored,
    contactPersons: parts({
      contactPerson: list(
        parts({
          id: scalarAttribute,
          firstName: ignored,
          lastName: ignored,
          contactPoints: parts({ contactPoint: list(parts({ id: scalarAttribute, type: ignored })) }),
        }),
      ),
    }),
  }),
  case: parts({ id: scalarAttribute, link: ignored }),
  isSecure: tree,
  priority: tree,
});

/** A customer (6.9); what is not named here is kept and not looked at. */
export const customerShape = openParts({
  type: openParts({ value: text }),
  contactPersons: openParts({
    contactPerson: list(
      openParts({
        firstName: text,
        lastName: text,
        contactPoints: openParts({
          contactPoint: list(
            openParts({
              type: openParts({
                value: text,
                email: openParts({ emailAddress: text }),
                phone: openParts({ phoneNo: text }),
              }),
            }),
          ),
        }),
      }),
    ),
  }),
});
