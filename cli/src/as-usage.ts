import { DomainError } from '@docket/server/domain/errors.ts';
import { UsageError } from './command.ts';

/** What the domain refuses of a call is the call's fault. */
export const asUsage = (error: unknown): unknown =>
  error instanceof DomainError && error.kind === 'invalid' ? new UsageError(error.message) : error;
