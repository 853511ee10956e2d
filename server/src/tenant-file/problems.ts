/** What is wrong with a tenant file, and where. */

/** Counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Problem extends Place {
  readonly message: string;
}

/** Members and indexes from the top of the file: `['users', 0, 'login']`. */
export type Path = readonly (string | number)[];

/** The file is refused, as a whole; `problems` lists all that was found, by line. */
export class TenantFileError extends Error {
  override readonly name = 'TenantFileError';
  readonly file: string;
  readonly problems: readonly Problem[];

  constructor(file: string, problems: readonly Problem[]) {
    const sorted = [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
    const lines = sorted.map((problem) => `${file}:${problem.line}:${problem.column}: ${problem.message}`);
    super([...new Set(lines)].join('\n'));
    this.file = file;
    this.problems = sorted;
  }
}
