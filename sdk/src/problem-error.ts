/** What Docket says when it refuses: RFC 9457 `application/problem+json` (contract api, "Rules for every call"). */
import type { Case, FieldProblem } from './types.ts';

/** The members of a problem. `code` is stable: programs decide by it, people read `detail`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly code: string;
  readonly errors?: readonly FieldProblem[];
  readonly requestId?: string;
  /** 412: the case as it is now. */
  readonly case?: Case;
  /** 409 `case/duplicate-reference`: the case that has the reference, where the caller may see it. */
  readonly existing?: Case;
  /** 403: what the caller lacks. */
  readonly permission?: string;
}

/** A refusal. `message` is the problem's detail. */
export class ProblemError extends Error implements Problem {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  /** Milliseconds that the server asks to wait before another try (`Retry-After`). */
  readonly retryAfterMs: number | undefined;

  constructor(problem: Problem, retryAfterMs?: number) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
    this.retryAfterMs = retryAfterMs;
  }

  get type(): string {
    return this.problem.type;
  }
  get title(): string {
    return this.problem.title;
  }
  get status(): number {
    return this.problem.status;
  }
  get detail(): string {
    return this.message;
  }
  get code(): string {
    return this.problem.code;
  }
  get errors(): readonly FieldProblem[] {
    return this.problem.errors ?? [];
  }
  get requestId(): string {
    return this.problem.requestId ?? '';
  }
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && 'status' in value;

/** What a proxy in between, or a HEAD, answers has no problem in it: its status then stands for one. */
const statusProblem = ({ status, statusText }: Response): Problem => ({
  type: 'about:blank',
  title: statusText || `HTTP ${status}`,
  status,
  code: `http/${status}`,
});

/** Reads the refusal that a response is. */
export const readProblem = async (response: Response, retryAfterMs?: number): Promise<ProblemError> => {
  const text = await response.text().catch(() => '');
  try {
    const value: unknown = JSON.parse(text);
    if (isProblem(value)) return new ProblemError(value, retryAfterMs);
  } catch {
    // Not JSON.
  }
  return new ProblemError(statusProblem(response), retryAfterMs);
};
