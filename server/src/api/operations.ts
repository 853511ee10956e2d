/** The table of contents of the API. */
import type { Operation } from './operation.ts';
import { attachmentRoutes } from './routes/attachments.ts';
import { caseStepRoutes } from './routes/case-steps.ts';
import { configurationRoutes } from './routes/configuration.ts';
import { createCaseRoute } from './routes/create-case.ts';
import { credentialRoutes } from './routes/credentials.ts';
import { customerRoutes } from './routes/customers.ts';
import { deleteCaseRoute } from './routes/delete-case.ts';
import { downloadFileRoute } from './routes/download-file.ts';
import { editCaseRoute } from './routes/edit-case.ts';
import { getCaseRoutes } from './routes/get-case.ts';
import { getMeRoute } from './routes/get-me.ts';
import { getTargetRoute } from './routes/get-target.ts';
import { listCasesRoute } from './routes/list-cases.ts';
import { listHistoryRoute } from './routes/list-history.ts';
import { noteRoutes } from './routes/notes.ts';
import { probeReferenceRoute } from './routes/probe-reference.ts';
import { queueRoutes } from './routes/queues.ts';
import { relateRoutes } from './routes/relate-cases.ts';
import { sessionRoutes } from './routes/session.ts';
import { streamQueueRoute } from './routes/stream-queue.ts';
import { taskRoutes } from './routes/tasks.ts';
import { tenantRoutes } from './routes/tenant.ts';
import { ticketStepRoutes } from './routes/ticket-steps.ts';
import { uploadFileRoute } from './routes/upload-file.ts';

export const operations: readonly Operation[] = [
  ...sessionRoutes,
  getMeRoute,
  createCaseRoute,
  listCasesRoute,
  ...getCaseRoutes,
  getTargetRoute,
  probeReferenceRoute,
  editCaseRoute,
  deleteCaseRoute,
  ...caseStepRoutes,
  ...relateRoutes,
  ...noteRoutes,
  listHistoryRoute,
  uploadFileRoute,
  downloadFileRoute,
  ...attachmentRoutes,
  ...taskRoutes,
  ...customerRoutes,
  ...configurationRoutes,
  ...queueRoutes,
  streamQueueRoute,
  ...ticketStepRoutes,
  ...tenantRoutes,
  ...credentialRoutes,
];
