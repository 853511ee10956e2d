/** The body of Create Customer → what the domain is asked to make (contract egain 6.9). */
import type { JsonObject } from '../../../domain/cases/case.ts';
import type { CustomerInput } from '../../../domain/customers/create-customer.ts';
import { customerWidths } from '../../../domain/customers/judge-customer.ts';
import { isAbsent, judgeForm } from '../body/judge-form.ts';
import type { Read, Reading } from '../body/shape.ts';
import { refuse } from '../codes.ts';
import type { customerShape } from '../schemas.ts';
import type { PointKind } from './customer-view.ts';

type Sent = Read<typeof customerShape>;
type Persons = NonNullable<NonNullable<Sent['contactPersons']>['contactPerson']>;
type Person = NonNullable<Persons[number]>;

const prefix = 'contactPersons.contactPerson';

/** The texts of the points of that kind; a point that says another kind is none of them. */
const pointsOf = ({ contactPoints }: Person, kind: PointKind): string[] =>
  (contactPoints?.contactPoint ?? []).flatMap((point) => {
    const type = point?.type;
    if (isAbsent(type) || (!isAbsent(type.value) && type.value !== kind)) return [];
    return (kind === 'email' ? type.email?.emailAddress : type.phone?.phoneNo) || [];
  });

const requireWidth = (name: string, value: string | null | undefined, max: number): string | null => {
  if (value && value.length > max) throw refuse('400-152', `${prefix}.${name}`);
  return value || null;
};

const points = 'contactPoints.contactPoint.type';

/** The first address and number become the customer's; everything sent is kept. Fails with 400-146, 400-152. */
export const readCustomer = (reading: Reading<typeof customerShape>): CustomerInput => {
  const { value: sent, invalid } = reading;
  const persons = (sent.contactPersons?.contactPerson ?? []).filter((person) => person !== null);
  const [person, another] = persons;
  const email = person && pointsOf(person, 'email')[0];
  const phone = person && pointsOf(person, 'phone')[0];
  const isKnown = another === undefined && [person?.firstName, person?.lastName, email, phone].some((text) => text);
  const isWrong = invalid.some(([first]) => first === 'contactPersons');
  judgeForm(reading, [
    ['type.value', !isAbsent(sent.type?.value)],
    ['contactPersons', isWrong || isKnown],
  ]);
  if (sent.type?.value !== 'individual') throw refuse('400-152', 'type.value');
  const whole: JsonObject | undefined = reading.whole();
  if (whole === undefined) throw refuse('400-152', 'body');
  return {
    firstName: requireWidth('firstName', person?.firstName, customerWidths.firstName),
    lastName: requireWidth('lastName', person?.lastName, customerWidths.lastName),
    email: requireWidth(`${points}.email.emailAddress`, email, customerWidths.email),
    phone: requireWidth(`${points}.phone.phoneNo`, phone, customerWidths.phone),
    facets: { egain: { sent: whole } },
  };
};
