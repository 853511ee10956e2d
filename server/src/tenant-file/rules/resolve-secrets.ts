/** Secrets that the file names by environment variable. */
import type { Path } from '../problems.ts';
import type { Secret } from '../schema/values.ts';
import type { TenantDocument } from '../schema.ts';
import type { Report } from './report.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The document with every `{ env: NAME }` replaced by the variable's value; a missing one is reported where it is named. */
export const resolveSecrets = (document: TenantDocument, env: Environment, report: Report): TenantDocument => {
  const resolve = <K extends string>(holder: { readonly [key in K]?: Secret }, member: K, path: Path): object => {
    const secret = holder[member];
    if (typeof secret !== 'object') return {};
    const value = env[secret.env];
    if (!value) report([...path, member, 'env'], `the environment variable ${secret.env} is not set`);
    else if (member === 'token' && !/^[\x21-\x7e]{1,1024}$/.test(value)) {
      report(
        [...path, member, 'env'],
        `the environment variable ${secret.env} holds no token of visible ASCII characters`,
      );
    }
    return { [member]: value ?? '' };
  };
  return {
    ...document,
    ...(document.smtp && { smtp: { ...document.smtp, ...resolve(document.smtp, 'password', ['smtp']) } }),
    ...(document.users && {
      users: document.users.map((user, i) => ({ ...user, ...resolve(user, 'password', ['users', i]) })),
    }),
    ...(document.credentials && {
      credentials: document.credentials.map((entry, i) => ({
        ...entry,
        ...resolve(entry, 'secret', ['credentials', i]),
        ...resolve(entry, 'token', ['credentials', i]),
      })),
    }),
  };
};
