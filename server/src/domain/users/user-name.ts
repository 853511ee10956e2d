import type { User } from '../tenants/tenant.ts';

/** First and last name joined by a blank, what there is of them; else the login. */
export const displayName = (user: Pick<User, 'firstName' | 'lastName' | 'login'>): string =>
  [user.firstName, user.lastName].filter((part) => part !== null && part !== '').join(' ') || user.login;
