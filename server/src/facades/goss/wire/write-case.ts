/** The `case` of an answer: exactly 57 members (contract goss §5.2). */
import { displayName } from '../../../domain/users/user-name.ts';
import { toSeconds } from './dates.ts';
import { type ShownCase, type ShownFile, systemUser } from './shown-case.ts';
import { writeFormData } from './write-form-data.ts';

const fullName = (user: Parameters<typeof displayName>[0] | null): string => (user === null ? '' : displayName(user));

const addressParts = (address: string): string[] =>
  address
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const writeContact = ({ found }: ShownCase) => {
  const address = found.contactAddress ?? '';
  return {
    name: found.contactName ?? '',
    phoneNumber: found.contactPhone ?? '',
    address,
    addressParts: addressParts(address),
    ...(found.contactEmail ? { email: found.contactEmail } : {}),
  };
};

const writeFile = ({ fileId, formField, name, type, size }: ShownFile) => ({
  fileStoreReference: fileId.toUpperCase(),
  formField: formField ?? '',
  fileName: name,
  contentType: type,
  size,
});

const writePeople = ({ startUser, proxy, manager }: ShownCase) => {
  const login = startUser?.login ?? systemUser.login;
  return {
    startUserId: login,
    citizenUserName: login,
    initiator: login,
    citizenFullName: startUser === null ? systemUser.name : fullName(startUser),
    citizenHasAccount: 'Yes',
    caseManager: { userName: manager?.login ?? '', displayName: fullName(manager) },
    assignUserFull: fullName(manager),
    proxyUserName: proxy?.login ?? '',
    proxyFullName: fullName(proxy),
    isAssisted: proxy !== null,
    systemUserName: systemUser.login,
    systemUserFull: systemUser.name,
  };
};

/** The group of the last reassignment, as long as nobody has the case. */
const writeGroup = ({ tenant, facet, manager }: ShownCase) => {
  const name = manager === null ? (facet.assignGroup ?? '') : '';
  return { assignGroupName: name, assignGroupFull: tenant.groups.byKey.get(name)?.name ?? name };
};

const writeType = ({ tenant, type, found, wasEscalated }: ShownCase) => {
  const managers = tenant.groups.byId.get(type.managersGroupId ?? 0);
  return {
    initCaseType: { id: type.key, name: '' },
    caseType: { id: type.key, name: type.name, description: type.name },
    caseName: type.name,
    caseDesc: type.name,
    status: { code: found.status, description: found.status },
    caseEscalated: wasEscalated ? 'Yes' : 'No',
    historyLabelA: `Case Management - ${type.name}`,
    historyLabelB: found.reference,
    historyLabelC: 'notes',
    historyLabelD: '',
    caseWorkingScheme: type.target?.calendar ?? 'working',
    isCalendarDays: type.target !== null && type.target.calendar === null,
    groupManager: managers?.key ?? '',
    groupManagerFull: managers?.name ?? '',
    groupEscalation: '',
  };
};

const writeLanguages = ({ tenant, found }: ShownCase) => {
  const [staff = ''] = tenant.language.split('-');
  return {
    language: found.language,
    languageCitizen: found.language,
    formSuffixCitizen: found.language,
    languageStaff: staff.toLowerCase(),
    formSuffixStaff: staff.toUpperCase(),
  };
};

const noTime = { days: 0, hours: 0, mins: 0 };

const writeProgress = ({ found, tasks: { todo, done } }: ShownCase) => ({
  caseCom: { staffTimer: noTime, citizenTimer: noTime, count: todo + done, items: [], todo, done },
  caseSubs: { count: 0, items: [] },
  timerFarFuture: '2222-02-22T22:22:22.000Z',
  timerPausedTarget: found.heldDueAt?.toISOString() ?? '',
  timerPausedReminder: '',
  pauseCounter: found.pauseCount,
  pauseOnContactCitizen: false,
  readyForAction: 'No',
  staffViewedCase: 'No',
  emailGroup: 'No',
});

export const writeCase = (shown: ShownCase) => {
  const { tenant, found, facet, files, endTime } = shown;
  return {
    startTime: toSeconds(found.createdAt),
    endTime: endTime === null ? null : toSeconds(endTime),
    businessKey: found.reference,
    id: String(found.number),
    version: '1.29.0',
    contact: writeContact(shown),
    readOnlyForm: '',
    readOnlyTemplate: facet.summaryForm ?? facet.startForm ?? '',
    formNameAdditionalDetails: '',
    formNameReadOnlyCitizenAlt: '',
    formData: writeFormData(shown),
    attachments: files.map(writeFile),
    emailSendFrom: tenant.sender ?? `no-reply@${tenant.key}.invalid`,
    ...writePeople(shown),
    ...writeGroup(shown),
    ...writeType(shown),
    ...writeLanguages(shown),
    ...writeProgress(shown),
  };
};
