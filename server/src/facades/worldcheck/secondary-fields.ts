/** The published secondary fields (contract worldcheck §3.1), in the order in which a template lists them. */
import { countries } from './countries.ts';

export type EntityType = 'INDIVIDUAL' | 'ORGANISATION' | 'VESSEL' | 'UNSPECIFIED';
export type FieldValueType = 'TEXT' | 'GENDER' | 'DATE' | 'COUNTRY' | 'STATE' | 'PASSPORT_DOCUMENT_TYPE';

export interface SecondaryField {
  readonly typeId: string;
  readonly label: string;
  readonly type: FieldValueType;
  readonly entities: readonly EntityType[];
  readonly block: 'watchlist' | 'passportCheck';
  readonly regExp: string | null;
}

const individual = ['INDIVIDUAL'] as const;
const organisation = ['ORGANISATION'] as const;
const vessel = ['VESSEL'] as const;
const both = ['INDIVIDUAL', 'ORGANISATION'] as const;

const watchlist = (
  typeId: string,
  label: string,
  type: FieldValueType,
  entities: readonly EntityType[],
  regExp: string | null = null,
): SecondaryField => ({ typeId, label, type, entities, block: 'watchlist', regExp });

const passport = (
  typeId: string,
  label: string,
  type: FieldValueType,
  regExp: string | null = null,
): SecondaryField => ({
  typeId,
  label,
  type,
  entities: individual,
  block: 'passportCheck',
  regExp,
});

export const secondaryFields: readonly SecondaryField[] = [
  watchlist('SFCT_1', 'GENDER', 'GENDER', individual),
  watchlist('SFCT_2', 'DATE_OF_BIRTH', 'DATE', individual),
  watchlist('SFCT_3', 'COUNTRY_LOCATION', 'COUNTRY', individual),
  watchlist('SFCT_4', 'PLACE_OF_BIRTH', 'COUNTRY', individual),
  watchlist('SFCT_5', 'NATIONALITY', 'COUNTRY', individual),
  watchlist('SFCT_6', 'REGISTERED_COUNTRY', 'COUNTRY', organisation),
  watchlist('SFCT_7', 'IMO_NUMBER', 'TEXT', vessel, '[0-9]{7}'),
  passport('SFCT_8', 'PASSPORT_GIVEN_NAMES', 'TEXT'),
  passport('SFCT_9', 'PASSPORT_LAST_NAME', 'TEXT'),
  passport('SFCT_10', 'PASSPORT_GENDER', 'GENDER'),
  passport('SFCT_11', 'PASSPORT_ISSUING_STATE', 'STATE'),
  passport('SFCT_12', 'PASSPORT_NATIONALITY', 'STATE'),
  passport('SFCT_13', 'PASSPORT_DATE_OF_BIRTH', 'DATE'),
  passport('SFCT_14', 'PASSPORT_DOCUMENT_TYPE', 'PASSPORT_DOCUMENT_TYPE'),
  passport('SFCT_15', 'PASSPORT_ID_NUMBER', 'TEXT', '^[a-zA-Z0-9<]{0,1000}$'),
  passport('SFCT_16', 'PASSPORT_DATE_OF_EXPIRY', 'DATE'),
  watchlist('SFCT_191', 'DOCUMENT_ID', 'TEXT', both),
  watchlist('SFCT_192', 'DOCUMENT_ID_COUNTRY', 'COUNTRY', both),
  watchlist('SFCT_193', 'DOCUMENT_ID_TYPE', 'TEXT', both),
];

const byTypeId: ReadonlyMap<string, SecondaryField> = new Map(secondaryFields.map((field) => [field.typeId, field]));

/** The field of that id, where cases of that entity type have it; `UNSPECIFIED` takes any. */
export const findSecondaryField = (typeId: string, entityType: EntityType): SecondaryField | undefined => {
  const field = byTypeId.get(typeId);
  return entityType === 'UNSPECIFIED' || field?.entities.includes(entityType) ? field : undefined;
};

const whole = (regExp: string): RegExp => new RegExp(`^(?:${regExp})$`);

const accepts: Readonly<Record<Exclude<FieldValueType, 'DATE'>, (value: string) => boolean>> = {
  TEXT: () => true,
  GENDER: (value) => ['MALE', 'FEMALE', 'UNSPECIFIED'].includes(value),
  COUNTRY: (value) => Object.hasOwn(countries, value),
  STATE: (value) => /^[A-Z]{1,3}$/.test(value),
  PASSPORT_DOCUMENT_TYPE: (value) => ['PASSPORT', 'ID1', 'ID2'].includes(value),
};

/** Whether a field that is no date may hold this text, which is not empty. */
export const isSecondaryValue = ({ type, regExp }: SecondaryField, value: string): boolean =>
  type !== 'DATE' && accepts[type](value) && (regExp === null || whole(regExp).test(value));
