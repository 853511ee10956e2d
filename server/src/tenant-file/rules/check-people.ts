/** Rules for units, users, grants, credentials and customers that the schema cannot say. */
import { hashTokenAsHex } from '../../storage/secrets.ts';
import type { Path } from '../problems.ts';
import type { TenantDocument } from '../schema.ts';
import { type Report, reportTwice } from './report.ts';

const argon2id = /^\$argon2id\$v=19\$[mtp0-9=,]+\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+$/;

/** Reports each entry whose chain of `next` comes back to it. */
export const reportCircles = (
  names: readonly string[],
  next: (name: string) => readonly string[],
  report: (index: number) => void,
): void => {
  for (const [index, name] of names.entries()) {
    const seen = new Set<string>();
    const waiting = [...next(name)];
    for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
      if (step === name) {
        report(index);
        break;
      }
      if (!seen.has(step)) waiting.push(...next(step));
      seen.add(step);
    }
  }
};

const checkUnits = (document: TenantDocument, report: Report): void => {
  const units = document.units ?? [];
  const parents = new Map(units.map((unit) => [unit.key, unit.parent]));
  reportCircles(
    units.map((unit) => unit.key),
    (key) => [parents.get(key)].filter((parent) => parent !== undefined),
    (i) => report(['units', i, 'parent'], 'the unit would be above itself'),
  );
  for (const [i, { key, sharesWith = [] }] of units.entries()) {
    reportTwice(
      sharesWith,
      (share) => share.unit,
      (s) => ['units', i, 'sharesWith', s, 'unit'],
      'the unit',
      report,
    );
    for (const [s, share] of sharesWith.entries()) {
      if (share.unit === key) report(['units', i, 'sharesWith', s, 'unit'], 'a unit cannot share with itself');
    }
  }
};

const checkUsers = (document: TenantDocument, report: Report): void => {
  for (const [i, user] of (document.users ?? []).entries()) {
    if (user.password !== undefined && user.passwordHash !== undefined) {
      report(['users', i, 'passwordHash'], "'password' and 'passwordHash' exclude each other");
    }
    if (user.passwordHash !== undefined && !argon2id.test(user.passwordHash)) {
      report(['users', i, 'passwordHash'], "'passwordHash' must be an argon2id hash ($argon2id$v=19$…)");
    }
    const home = user.home === undefined ? -1 : (user.foreign ?? []).indexOf(user.home);
    if (home >= 0) report(['users', i, 'foreign', home], `'${user.home}' is the home unit already`);
  }
};

const checkGrants = (document: TenantDocument, report: Report): void => {
  const grants = document.grants ?? [];
  for (const [i, grant] of grants.entries()) {
    if (grant.user === grant.target) report(['grants', i, 'target'], 'a user needs no grant on himself');
  }
  const pair = (grant: (typeof grants)[number]) => `${grant.user} → ${grant.target}`;
  reportTwice(grants, pair, (i) => ['grants', i], 'the grant', report);
};

const checkCredentials = (document: TenantDocument, report: Report): void => {
  const credentials = document.credentials ?? [];
  for (const [i, entry] of credentials.entries()) {
    const path: Path = ['credentials', i];
    const [needed, unfit] =
      entry.facade === 'worldcheck'
        ? [[['keyId'], ['secret', 'secretSealed']] as const, ['token', 'tokenHash'] as const]
        : [[['token', 'tokenHash']] as const, ['keyId', 'secret', 'secretSealed'] as const];
    for (const ways of needed) {
      const given = ways.filter((way) => entry[way] !== undefined);
      if (given.length !== 1)
        report(path, `a credential of ${entry.facade} has ${ways.map((way) => `'${way}'`).join(' or ')}`);
    }
    for (const member of unfit) {
      if (entry[member] !== undefined) report([...path, member], `a credential of ${entry.facade} has no '${member}'`);
    }
  }
  reportTwice(
    credentials,
    (c) => c.keyId,
    (i) => ['credentials', i, 'keyId'],
    'the keyId',
    report,
  );
};

/**
 * A token belongs to one user on all faces, since files are uploaded with that of any; on one face it is there once.
 */
const checkTokens = (document: TenantDocument, report: Report): void => {
  const userOfToken = new Map<string, string>();
  const faceAndToken = new Set<string>();
  for (const [i, entry] of (document.credentials ?? []).entries()) {
    const hash = typeof entry.token === 'string' ? hashTokenAsHex(entry.token) : entry.tokenHash;
    if (hash === undefined) continue;
    const path: Path = ['credentials', i, entry.tokenHash === undefined ? 'token' : 'tokenHash'];
    if (faceAndToken.has(`${entry.facade} ${hash}`)) report(path, 'the token is there twice');
    else if ((userOfToken.get(hash) ?? entry.user) !== entry.user)
      report(path, 'the token is that of another user already');
    faceAndToken.add(`${entry.facade} ${hash}`);
    userOfToken.set(hash, entry.user);
  }
};

export const checkPeople = (document: TenantDocument, report: Report): void => {
  checkUnits(document, report);
  checkUsers(document, report);
  checkGrants(document, report);
  checkCredentials(document, report);
  checkTokens(document, report);
  if (document.smtp?.password !== undefined && document.smtp.passwordSealed !== undefined) {
    report(['smtp', 'passwordSealed'], "'password' and 'passwordSealed' exclude each other");
  }
  for (const [i, customer] of (document.customers ?? []).entries()) {
    if (customer.id === undefined && customer.personalId === undefined) {
      report(['customers', i], "a customer has an 'id' or a 'personalId', by which it is known again");
    }
  }
};
