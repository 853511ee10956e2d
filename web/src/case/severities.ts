import type { Case } from '@docket/sdk';

/** The most urgent first. */
export const severities = ['urgent', 'high', 'medium', 'low'] as const satisfies readonly Case['severity'][];
