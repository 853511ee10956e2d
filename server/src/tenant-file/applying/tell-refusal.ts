import { TenantFileError } from '../problems.ts';
import type { TenantFile } from '../read-tenant-file.ts';

const foreignKeyViolation = '23503';
const uniqueViolation = '23505';

/** What the database refused, as a sentence about the file; other errors as they are. */
export const tellRefusal = (error: unknown, file: TenantFile): unknown => {
  if (!(error instanceof Error) || error instanceof TenantFileError) return error;
  const { code, table, detail } = error as Error & { code?: string; table?: string; detail?: string };
  if (code !== foreignKeyViolation && code !== uniqueViolation) return error;
  const why =
    code === foreignKeyViolation
      ? `something that left the file is still used by '${table}'`
      : `a name or number is taken in '${table}'`;
  return new TenantFileError(file.name, [{ ...file.at(['tenant']), message: `${why}${detail ? ` (${detail})` : ''}` }]);
};
