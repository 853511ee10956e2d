/** The sample answer of the page of createCase, with what differs from case to case as parameters. */

const owner = 'testcasecreationowner';
const type = 'testcasecreation';
const name = 'Test Case Creation';
const group = 'CM-TESTCASECREATIONMANAGER';
const noTime = { days: 0, hours: 0, mins: 0 };

const blank = (...members: string[]): Record<string, string> =>
  Object.fromEntries(members.map((member) => [member, '']));

/** Without `formData` and `emailSendFrom`. */
export const gossSampleCase = (key: string, id: string, startTime: string): object => ({
  startUserId: owner,
  startTime,
  businessKey: key,
  endTime: null,
  id,
  version: '1.29.0',
  caseManager: { userName: '', displayName: '' },
  contact: { name: '', phoneNumber: '', address: '', addressParts: [] },
  initCaseType: { id: type, name: '' },
  caseType: { id: type, name, description: name },
  status: { code: 'New', description: 'New' },
  ...blank('readOnlyForm', 'formNameAdditionalDetails', 'assignGroupFull', 'assignGroupName', 'proxyFullName'),
  ...blank('proxyUserName', 'formNameReadOnlyCitizenAlt', 'historyLabelD', 'timerPausedTarget', 'groupEscalation'),
  ...blank('assignUserFull', 'timerPausedReminder'),
  readOnlyTemplate: 'TESTSEARCHCASECREATION',
  citizenUserName: owner,
  systemUserName: 'CMSYSTEMUSER',
  citizenFullName: owner,
  language: 'EN',
  formSuffixCitizen: 'EN',
  caseCom: { staffTimer: noTime, citizenTimer: noTime, count: 0, items: [], todo: 0, done: 0 },
  caseName: name,
  timerFarFuture: '2222-02-22T22:22:22.000Z',
  readyForAction: 'No',
  pauseOnContactCitizen: false,
  isAssisted: false,
  caseSubs: { count: 0, items: [] },
  historyLabelA: `Case Management - ${name}`,
  historyLabelB: key,
  historyLabelC: 'notes',
  caseWorkingScheme: 'working',
  systemUserFull: 'System User',
  staffViewedCase: 'No',
  // The sample's group has no display name; the tenant's has.
  groupManagerFull: 'Test case managers',
  languageStaff: 'en',
  caseEscalated: 'No',
  emailGroup: 'No',
  isCalendarDays: false,
  languageCitizen: 'EN',
  caseDesc: name,
  formSuffixStaff: 'EN',
  citizenHasAccount: 'Yes',
  groupManager: group,
  initiator: owner,
  pauseCounter: 0,
  attachments: [],
});

export const gossSampleFormData = (key: string, startTime: string): object => ({
  ...blank('form_CASETARGETDATE', 'form_CASESUBTITLE', 'form_CLOSEDATE', 'form_INITCASESUBTYPE', 'form_CASESTAGEDESC'),
  ...blank('form_CASESUBTYPE', 'form_CASESTAGENAME', 'form_CASEREMINDERDATE', 'form_CASESUBTYPEDESC'),
  ...blank('form_INITCASESTAGE', 'form_CASEREMINDERSTR', 'form_INITASSISTED', 'form_CASESUBTYPENAME'),
  ...blank('form_CASETARGETSTR', 'form_NAME', 'form_CASESTAGE'),
  form_LANGUAGE: 'EN',
  form_CASETYPE: type,
  form_STARTDATE: startTime,
  form_CASETARGETHOURS: 0,
  form_CASETYPENAME: name,
  form_STATUS: 'New',
  form_PROCESSNAME: 'Case Management v1',
  form_VERSION: 'v1',
  form_NUMBEROFTASKSDONE: 0,
  form_BUSINESSKEY: key,
  form_CASETYPEDESC: name,
  form_CASETARGETMINS: 0,
  form_STATUSDESC: 'New',
  form_CASETARGETDAYS: 0,
  form_INITCASETYPE: type,
  form_SERVICEREQUESTTEXT: ` (${name})`,
  form_NUMBEROFTASKSTODO: 0,
  form_INITUSERNAME: owner,
});

const workflow = {
  processDefinition: 'casemanagementv1',
  userId: owner,
  variables: {
    _startForm: 'TESTSEARCHCASECREATION',
    _startFormDescription: name,
    _summaryForm: 'TESTSEARCHCASECREATION',
    form_CASETYPE: type,
    form_LANGUAGE: 'EN',
    form_VERSION: 'V1',
  },
  fileReferences: {},
  replaceExistingFiles: false,
  historyRecording: {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the vendor's own placeholders.
    labels: { labela: '${PROCESSNAME}', labelb: '${BUSINESSKEY}' },
    subject: {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the vendor's own placeholder.
      description: '${PROCESSDESCRIPTION}',
      userId: 'TESTCASECREATIONOWNER',
      proxyUserId: null,
    },
    event: {
      userId: 'TESTCASECREATIONOWNER',
      proxyUserId: null,
      event: 'STARTWORKFLOW',
      description: 'Process Started',
      userRole: 'user',
      private: false,
    },
    storeFormData: false,
    formName: 'TESTSEARCHCASECREATION',
    logSubmission: true,
    logSummary: 'true',
  },
};

export const gossSampleMessages = (key: string, id: string): { message: string; data: object }[] => {
  const users = { users: [{ name: owner, found: true, groups: [], id: '1496' }] };
  const request = {
    case: { isActive: false, caseId: key },
    user: { siteUserName: owner, siteUserId: 1496 },
    childEntities: { notes: {}, attachments: {} },
    contextVars: { SITEUSERID: 1496, SITEUSERNAME: owner, PROCESSBUSINESSKEY: key },
  };
  const told: [string, object][] = [
    ['getting case type', {}],
    ['Got case type', {}],
    ['Getting users', users],
    ['Got requested users', users],
    [`Checking whether ${owner} can start a case`, {}],
    ['Check complete', { canStartResponse: { userIds: [owner] } }],
    ['Starting attachments existence check', {}],
    ['validated', { validated: true }],
    ['Starting case creation', {}],
    ['Workflow request', workflow],
    ['Case created', { id, businessKey: key }],
    ['Get case request', request],
  ];
  return told.map(([message, data]) => ({ message, data }));
};
