/** Names of variables that callers may not set (contract goss §4). */

const plain = [
  'assignUserName',
  '_startForm',
  '_summaryForm',
  'initCoreVersion',
  'taskList',
  'appointments',
  'UPLOADS',
  'DELETED',
];

const documented =
  'CASETYPE CASETYPENAME CASETYPEDESC CASESUBTYPE CASESUBTYPEDESC CASESUBTYPENAME CASETARGETDATE CASEASSIGNEE ' +
  'INITCASETYPE CASESTAGE CASESTAGEDESC CASESTAGENAME NAME PHONENUMBER EMAILADDRESS ONBEHALFOFNAME STATUS STATUSDESC ' +
  'ADDRESSTEXT AGENTROLEDESC CASETARGETSTR CASEREMINDERDATE CLOSEDATE CASECLOSENOTES CASECLOSEREASONDESC ' +
  'CASECLOSEREASON LANGUAGE LABELA LABELB LABELC LABELD LABELE';

/** Computed here, so they cannot be set either. */
const computed =
  'STARTDATE BUSINESSKEY PROCESSNAME VERSION INITUSERNAME INITASSISTED INITCASESUBTYPE INITCASESTAGE CASETARGETDAYS ' +
  'CASETARGETHOURS CASETARGETMINS CASEREMINDERSTR NUMBEROFTASKSDONE NUMBEROFTASKSTODO';

const reserved: ReadonlySet<string> = new Set([
  ...plain,
  ...`${documented} ${computed}`.split(' ').map((name) => `form_${name}`),
]);

/** By the variable's whole name, with its `form_`. */
export const isReserved = (variable: string): boolean => reserved.has(variable);
