import { apiCalls } from './api.ts';
import type { Call } from './call.ts';
import { egainCalls } from './egain.ts';
import { gossCalls } from './goss.ts';
import { qflowCalls } from './qflow.ts';
import { trackerCalls } from './tracker.ts';
import { worldcheckCalls } from './worldcheck.ts';

/** In the order of the table. */
export const calls: readonly Call[] = [
  ...apiCalls,
  ...worldcheckCalls,
  ...egainCalls,
  ...trackerCalls,
  ...qflowCalls,
  ...gossCalls,
];
