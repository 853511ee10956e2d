/** What a subcommand is. */
import { type ParseArgsConfig, parseArgs } from 'node:util';

export interface Command {
  /** As it is called, without `docket`. */
  readonly synopsis: string;
  readonly summary: string;
  /** Resolves to the exit code. Throws `UsageError` for a call that makes no sense, any other error with a sentence for people. */
  run(args: string[]): Promise<number>;
}

/** The call itself is wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** `parseArgs`, strict, with its complaints as `UsageError`. */
export const readArgs = <T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> => {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
};
