/** The forms of a found case, field by field (contract tracker D10). */
import type { Submission } from '../../domain/forms/submission.ts';
import type { Form, FormField, Tenant } from '../../domain/tenants/tenant.ts';
import { isAbsent, isObject } from './members.ts';
import { byId } from './per-tenant.ts';
import { nameOfUser } from './wire-case.ts';
import { schemaTypeOf } from './wire-lists.ts';

const labelOf = ({ options }: FormField, value: string): string =>
  options.find((option) => option.value === value)?.label ?? value;

/** The values that a field has: the ticked options, or the one there is; none: no value. */
const valuesOf = ({ kind }: FormField, value: unknown): readonly string[] => {
  if (isAbsent(value) || value === '') return [];
  if (kind === 'checkboxes' && isObject(value)) {
    return Object.entries(value).flatMap(([option, ticked]) => (ticked === true ? option : []));
  }
  return [typeof value === 'string' ? value : JSON.stringify(value)];
};

const wordsOf = (tenant: Tenant, field: FormField, value: string): string => {
  const userId = field.kind === 'user' ? /^user-([0-9]{1,9})$/.exec(value)?.[1] : undefined;
  return (userId && nameOfUser(tenant, Number(userId))) || labelOf(field, value);
};

const parseForm = (tenant: Tenant, form: Form, data: object) =>
  form.fields.flatMap((field) => {
    const { name } = field;
    const values = valuesOf(field, Object.hasOwn(data, name) ? Reflect.get(data, name) : undefined);
    if (values.length === 0) return [];
    return {
      value: values.join(','),
      searchName: `${form.id}.${name}`,
      customFormId: form.id,
      customFormName: form.name,
      fieldName: name,
      fieldType: schemaTypeOf(field),
      name,
      text: values.map((value) => wordsOf(tenant, field, value)).join(', '),
    };
  });

/** One element a field that has a value, by form id, then in the form's order of fields. */
export const parseForms = (tenant: Tenant, submissions: readonly Submission[]) =>
  submissions
    .flatMap(({ formId, data }) => {
      const form = tenant.forms.byId.get(formId);
      return form ? { id: formId, form, data: JSON.parse(data) as object } : [];
    })
    .sort(byId)
    .flatMap(({ form, data }) => parseForm(tenant, form, data));
