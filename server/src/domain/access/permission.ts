/** What a role may allow (DESIGN §8). `*` is every permission, in the same places. */
export const permissions = [
  'case.view',
  'case.create',
  'case.edit',
  'case.close',
  'case.delete',
  'case.assign',
  'note.view',
  'note.add',
  'customer.change',
  'activity.changeCase',
  'queue.serve',
  'disposition.configure',
  'tenant.configure',
] as const;

export type Permission = (typeof permissions)[number];

/** What one user may do to another's work (DESIGN S3, S4). */
export const grantKinds = ['transfer', 'pull'] as const;

export type GrantKind = (typeof grantKinds)[number];
