/** What the tenant's custom attributes are, as programs read it before they send them (contract egain 4.5, 6.10). */
import type { JsonObject } from '../../../domain/cases/case.ts';
import type { Attribute, AttributeKind, Tenant } from '../../../domain/tenants/tenant.ts';
import { namespaces } from './namespaces.ts';
import { writeTree } from './write-tree.ts';

const types: Readonly<Record<AttributeKind, readonly [dataType: string, dataSize: (attribute: Attribute) => number]>> =
  {
    text: ['string', ({ maxLength }) => maxLength],
    choice: ['stringList', () => 255],
    integer: ['integer', () => 9],
    datetime: ['datetime', () => 25],
  };

const showAttribute = (attribute: Attribute): JsonObject => {
  const { key, kind, options, multiple } = attribute;
  const [dataType, dataSize] = types[kind];
  const option = options.map((value) => ({ value, displayValue: value }));
  return {
    name: key,
    dataType,
    dataSize: dataSize(attribute),
    custom: true,
    ...(kind === 'choice' ? { options: { option, multiSelect: multiple } } : {}),
  };
};

/** In tenant-file order; undefined: none is configured. */
export const showAttributes = ({ attributes }: Tenant): JsonObject | undefined =>
  attributes.size === 0 ? undefined : { attribute: [...attributes.values()].map(showAttribute), resource: 'case' };

/** All of it in one namespace (a ruling: the contract has none). */
export const writeAttributesXml = (shown: JsonObject): string =>
  writeTree('attributes', { xmlns: namespaces.common }, shown);
