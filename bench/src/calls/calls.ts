import { apiCreate } from './api-create.ts';
import { apiRead } from './api-read.ts';
import type { Call } from './call.ts';
import { gossCreate } from './goss-create.ts';
import { qflowCreate } from './qflow-create.ts';
import { trackerCreate } from './tracker-create.ts';
import { worldcheckCreate } from './worldcheck-create.ts';
import { worldcheckProbe } from './worldcheck-probe.ts';

/** In the order of the table. The native create comes first: its cases are what the reads read. */
export const calls: readonly Call[] = [
  apiCreate,
  apiRead,
  worldcheckProbe,
  worldcheckCreate,
  trackerCreate,
  qflowCreate,
  gossCreate,
];
