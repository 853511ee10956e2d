/** The checks of createCase that make no case when they fail (contract goss §5.5), with their part of the trace. */
import { hasLicence } from '../../../domain/access/access.ts';
import type { CaseType, Form, Tenant, User } from '../../../domain/tenants/tenant.ts';
import type { CreateCaseParams } from './read-create-case.ts';
import type { Trace } from './trace.ts';

/** What the parameters name, all of it there. */
export interface Named {
  readonly type: CaseType;
  readonly startUser: User;
  readonly proxy: User | null;
  /** Whom the case may be given to is another question. */
  readonly manager: User | null;
  readonly startForm: Form;
}

export type Checked = { readonly named: Named } | { readonly errors: readonly string[] };

const mayStart = (type: CaseType, user: User): boolean =>
  !user.disabled && hasLicence(user) && (type.startersGroupId === null || user.groupIds.includes(type.startersGroupId));

/** Site user, proxy and case manager, those that are named, as the trace shows them. */
const listUsers = (tenant: Tenant, { startUser, proxyUser, manager }: CreateCaseParams): object[] =>
  [startUser, proxyUser, manager]
    .filter((login) => login !== null)
    .map((name) => {
      const user = tenant.users.byKey.get(name);
      return { name, found: user !== undefined, groups: [], id: user === undefined ? '' : String(user.id) };
    });

const traceUsers = (trace: Trace, tenant: Tenant, params: CreateCaseParams): void => {
  trace.add('Getting users', { users: listUsers(tenant, params) });
  trace.add('Got requested users', { users: listUsers(tenant, params) });
};

const checkStart = (trace: Trace, type: CaseType, user: User): boolean => {
  trace.add(`Checking whether ${user.login} can start a case`);
  const may = mayStart(type, user);
  trace.add('Check complete', { canStartResponse: { userIds: may ? [user.login] : [] } });
  return may;
};

/** Every error that applies, in the order of the checks: type, users, right to start, form. Works on the snapshot alone. */
export const checkCreateCase = (trace: Trace, tenant: Tenant, params: CreateCaseParams): Checked => {
  const errors: string[] = [];
  const refuse = (error: string): void => void errors.push(error);
  const type = tenant.caseTypes.get(params.caseType);
  if (type === undefined) refuse(`Case type ${params.caseType} does not exist in environment`);
  else trace.add('Got case type');

  traceUsers(trace, tenant, params);
  const find = (login: string | null): User | null => (login === null ? null : (tenant.users.byKey.get(login) ?? null));
  const [startUser, proxy, manager] = [params.startUser, params.proxyUser, params.manager].map(find);
  if (!startUser) refuse(`Start user ${params.startUser} does not exist`);
  if (params.proxyUser !== null && (!proxy || proxy.disabled)) refuse(`Proxy user ${params.proxyUser} does not exist`);
  if (params.manager !== null && !manager) refuse(`Case manager ${params.manager} does not exist`);

  if (type && startUser && !checkStart(trace, type, startUser)) {
    refuse(`Could not authorise start user ${params.startUser} to start a case`);
  }
  const startForm = tenant.forms.byKey.get(params.startForm);
  if (!startForm) refuse(`Start form ${params.startForm} does not exist in environment`);

  if (errors.length > 0 || !type || !startUser || !startForm) return { errors };
  return { named: { type, startUser, proxy: proxy ?? null, manager: manager ?? null, startForm } };
};
