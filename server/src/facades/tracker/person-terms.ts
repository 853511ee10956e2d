/** The numbers that the vendor's persons are described by, with their names. */
const numbered = (...names: readonly string[]) => names.map((name, index) => ({ id: index + 1, name }));

export const races = numbered(
  'Unknown',
  'African American or Black',
  'American Indian or Alaska Native',
  'Asian',
  'Native Hawaiian or Other Pacific Islander',
  'White',
  'Hispanic',
  'Middle Eastern',
);

export const genders = numbered('Unknown', 'Female', 'Male');

export const addressTypes = numbered('Home', 'Work', 'Other');
