/** What the trace of createCase calls the workflow request (contract goss §5.4). */
import type { JsonValue } from '../../../domain/cases/case.ts';
import type { CreateCaseParams } from './read-create-case.ts';

export interface WorkflowRequest {
  readonly params: CreateCaseParams;
  /** Name of the start form. */
  readonly formName: string;
  /** In force. */
  readonly summaryForm: string;
  /** Accepted ones. */
  readonly variables: ReadonlyMap<string, JsonValue>;
  /** Of the files that are attached. */
  readonly files: readonly { readonly fileId: string; readonly formField: string }[];
}

/** The process's own variables, which a caller's do not cover, then the accepted ones. */
const writeVariables = ({ params, formName, summaryForm, variables }: WorkflowRequest) => {
  const written: { [name: string]: JsonValue } = {
    _startForm: params.startForm,
    _startFormDescription: formName,
    _summaryForm: summaryForm,
    form_CASETYPE: params.caseType,
    form_LANGUAGE: params.language,
    form_VERSION: 'V1',
  };
  for (const [name, value] of variables) if (!Object.hasOwn(written, name)) written[name] = value;
  return written;
};

const writeFiles = ({ files }: WorkflowRequest): { [formField: string]: string[] } => {
  const references: { [formField: string]: string[] } = {};
  for (const { fileId, formField } of files) {
    references[formField] = [
      ...(Object.hasOwn(references, formField) ? (references[formField] ?? []) : []),
      fileId.toUpperCase(),
    ];
  }
  return references;
};

/** The vendor's templates stand in the trace as they are, not filled in. */
const placeholder = (name: string): string => `\${${name}}`;

const writeHistory = ({ params }: WorkflowRequest) => {
  const users = { userId: params.startUser.toUpperCase(), proxyUserId: params.proxyUser?.toUpperCase() ?? null };
  return {
    labels: { labela: placeholder('PROCESSNAME'), labelb: placeholder('BUSINESSKEY') },
    subject: { description: params.title ?? placeholder('PROCESSDESCRIPTION'), ...users },
    event: {
      ...users,
      event: 'STARTWORKFLOW',
      description: 'Process Started',
      userRole: 'user',
      private: false,
    },
    storeFormData: false,
    formName: params.startForm,
    logSubmission: true,
    logSummary: 'true',
  };
};

export const writeWorkflowRequest = (request: WorkflowRequest) => ({
  processDefinition: 'casemanagementv1',
  userId: request.params.startUser,
  variables: writeVariables(request),
  fileReferences: writeFiles(request),
  replaceExistingFiles: false,
  historyRecording: writeHistory(request),
});
