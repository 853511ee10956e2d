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

/** The one positional argument of a call. Throws `UsageError` with `missing` where there is none, or more. */
export const readOneArgument = (positionals: readonly string[], missing: string): string => {
  const [only] = positionals;
  if (only === undefined || positionals.length > 1) throw new UsageError(missing);
  return only;
};

/** `parseArgs`, strict, with its complaints as `UsageError`. */
export const readArgs = <T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> => {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
};
