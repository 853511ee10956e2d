/** The bodies that this face reads (contract egain 3.1, 4.1, 6.2). */
import { ignored, list, openParts, parts, scalar, scalarAttribute, text, textAttribute } from './body/shape.ts';

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
