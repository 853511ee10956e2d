/** The body of Change Case → where the activities go (contract egain 6.7). */
import type { SplitFields } from '../../../domain/activities/move-activities.ts';
import type { Tenant } from '../../../domain/tenants/tenant.ts';
import { isAbsent, judgeForm } from '../body/judge-form.ts';
import type { Reading } from '../body/shape.ts';
import type { changeCaseShape } from '../schemas.ts';
import { attributeName, readFields } from './case-edit.ts';
import { hasAttributes, readCustomAttributes } from './custom-attributes.ts';
import { requireId } from './ids.ts';

/** The id of a case as it was sent, or what a new one is given. */
export type CaseSplit =
  | { readonly id: string; readonly number: number }
  | { readonly id?: undefined; readonly fields: SplitFields };

/** An id goes with nothing else: else 400-147 for the rest. Fails with 400-146, 400-147, 400-152. */
export const readCaseSplit = (tenant: Tenant, reading: Reading<typeof changeCaseShape>, now: number): CaseSplit => {
  const { value: sent, invalid } = reading;
  const { id, ...others } = sent;
  const beside = isAbsent(id)
    ? []
    : Object.entries(others).flatMap(([name, value]) => {
        const isThere = name === 'customAttributes' ? hasAttributes(sent.customAttributes) : !isAbsent(value);
        return isThere || invalid.some(([first]) => first === name) ? [name] : [];
      });
  judgeForm(
    { ...reading, unsupported: [...reading.unsupported, ...beside] },
    [['severity.value', isAbsent(sent.severity) || !isAbsent(sent.severity.value)]],
    (path) => (path[0] === 'customAttributes' ? attributeName(sent.customAttributes, path) : path.join('.')),
  );
  if (!isAbsent(id)) return { id, number: requireId('id', id) };
  const fields = readFields(others, now);
  return { fields: { ...fields, attributes: readCustomAttributes(tenant, sent.customAttributes) } };
};
