/** `formData` of a case (contract goss §5.3). */
import type { JsonValue } from '../../../domain/cases/case.ts';
import { toLocalMinutes, toSeconds, toSecondsOrBlank } from './dates.ts';
import { type ShownCase, systemUser } from './shown-case.ts';

interface Named {
  readonly key: string;
  readonly name: string;
}

const nameOf = (catalogue: readonly Named[], key: string | null): string =>
  key === null ? '' : (catalogue.find((one) => one.key === key)?.name ?? key);

const ofType = ({ type, found, facet }: ShownCase) => {
  const subtypeName = nameOf(type.subtypes, found.subtype);
  const stageName = nameOf(type.stages, found.stage);
  return {
    form_CASETYPE: type.key,
    form_INITCASETYPE: type.key,
    form_CASETYPENAME: type.name,
    form_CASETYPEDESC: type.name,
    form_CASESUBTYPE: found.subtype ?? '',
    form_INITCASESUBTYPE: facet.initSubtype ?? '',
    form_CASESUBTYPENAME: subtypeName,
    form_CASESUBTYPEDESC: subtypeName,
    form_CASESTAGE: found.stage ?? '',
    form_INITCASESTAGE: facet.initStage ?? '',
    form_CASESTAGENAME: stageName,
    form_CASESTAGEDESC: stageName,
    form_STATUS: found.status,
    form_STATUSDESC: found.status,
  };
};

const ofTimes = ({ tenant, found, targetDays, endTime }: ShownCase) => ({
  form_STARTDATE: toSeconds(found.createdAt),
  form_CLOSEDATE: toSecondsOrBlank(endTime),
  form_CASETARGETDATE: toSecondsOrBlank(found.dueAt),
  form_CASETARGETSTR: toLocalMinutes(found.dueAt, tenant.zoneOf(tenant.timezone)),
  form_CASETARGETDAYS: targetDays,
  form_CASETARGETHOURS: 0,
  form_CASETARGETMINS: 0,
  form_CASEREMINDERDATE: '',
  form_CASEREMINDERSTR: '',
});

const ofClosing = ({ found }: ShownCase) =>
  found.closedAt === null
    ? {}
    : {
        form_CASECLOSEREASON: found.closureReason ?? '',
        form_CASECLOSEREASONDESC: found.closureReason ?? '',
        form_CASECLOSENOTES: found.closureNote ?? '',
      };

/** A case of this face says nothing before the brackets; one from elsewhere has its subject there. */
const requestText = ({ found, facet, type }: ShownCase): string =>
  `${facet.startForm === undefined ? found.subject : ''} (${type.name})`;

/** The 34 members that are always there, then those that have a value, then the accepted variables with `form_`. */
export const writeFormData = (shown: ShownCase): { [name: string]: JsonValue } => {
  const { found, startUser, proxy, manager, variables, tasks } = shown;
  const data: { [name: string]: JsonValue } = {
    ...ofType(shown),
    ...ofTimes(shown),
    form_BUSINESSKEY: found.reference,
    form_LANGUAGE: found.language,
    form_PROCESSNAME: 'Case Management v1',
    form_VERSION: 'v1',
    form_CASESUBTITLE: '',
    form_NUMBEROFTASKSDONE: tasks.done,
    form_NUMBEROFTASKSTODO: tasks.todo,
    form_INITUSERNAME: startUser?.login ?? systemUser.login,
    form_INITASSISTED: proxy === null ? '' : 'Yes',
    form_NAME: '',
    form_SERVICEREQUESTTEXT: requestText(shown),
    ...(manager === null ? {} : { form_CASEASSIGNEE: manager.login }),
    ...ofClosing(shown),
  };
  for (const [name, value] of variables) if (name.startsWith('form_')) data[name] = value;
  return data;
};
