/** The one table from PostgreSQL's errors (SQLSTATE) and those of its connection to the domain's. */
import { DomainError, type DomainErrorDetail, type ErrorKind } from '../domain/errors.ts';

interface SqlError {
  code: string;
  message: string;
  constraint: string | undefined;
  column: string | undefined;
}

interface Meaning {
  kind: ErrorKind;
  code: string;
  message: string;
  /** The domain's word for what is wrong, where it has one. */
  field?: string;
}

const invalid = (code: string, message: string): Meaning => ({ kind: 'invalid', code, message });

const badText = invalid('store/bad-text', 'A text holds a character that cannot be stored.');
const badValue = invalid('store/bad-value', 'A value does not have the form that its field needs.');
const tooLong = invalid('store/too-long', 'A value is longer than its field.');
const outOfRange = invalid('store/out-of-range', 'A value is outside the range of its field.');
const duplicate: Meaning = { kind: 'conflict', code: 'store/duplicate', message: 'Such an entry exists already.' };
const busy: Meaning = {
  kind: 'unavailable',
  code: 'store/busy',
  message: 'The store is busy with a change of the same data.',
};
const away: Meaning = { kind: 'unavailable', code: 'store/away', message: 'The store cannot be reached.' };
const full: Meaning = { kind: 'unavailable', code: 'store/full', message: 'The store has no room left.' };
const failed: Meaning = { kind: 'internal', code: 'internal', message: 'The store failed.' };

const meanings: Readonly<Record<string, Meaning>> = {
  '23503': invalid('store/dangling', 'A value names something that does not exist, or that is still in use.'),
  '23505': duplicate,
  '23514': invalid('store/refused', 'A value breaks a rule of its field.'),
  '22001': tooLong,
  '22003': outOfRange,
  '22007': badValue,
  '22008': outOfRange,
  '22021': badText,
  '22P02': badValue,
  '22P05': badText,
  '54000': tooLong, // a value too long for the index on it
  '40001': busy,
  '40P01': busy,
  '55P03': busy,
  '57014': busy, // statement_timeout
  '25006': away, // a standby that is not the primary any more, or not yet
  '25P03': away, // idle_in_transaction_session_timeout: this process stood still in the middle
  '53000': away,
  '53100': full,
  '53200': away, // no memory
  '53300': away,
  '57P01': away,
  '57P02': away,
  '57P03': away,
  '57P04': away,
  '57P05': away,
};

/** Unique constraints whose breach has a name in the domain. */
const duplicates: Readonly<Record<string, Meaning>> = {
  cases_reference_key: {
    kind: 'conflict',
    code: 'case/duplicate-reference',
    message: 'There is a case with this reference already.',
  },
  customers_tenant_id_personal_id_key: {
    kind: 'conflict',
    code: 'customer/duplicate-personal-id',
    message: 'There is a customer with this personal id already.',
    field: 'personalId',
  },
};

/** Foreign keys whose breach has a name in the domain. */
const unknown: Readonly<Record<string, Meaning>> = {
  cases_tenant_id_customer_id_fkey: {
    ...invalid('customer/unknown', 'There is no such customer.'),
    field: 'customer',
  },
};

const socketErrors = new Set([
  'EAGAIN', // more wait at the unix socket than it takes; or a name server that is away
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'EMFILE', // this process may open no more
  'ENETDOWN',
  'ENETUNREACH',
  'ENFILE',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/** `pg` has no codes for these, only sentences. */
const brokenConnection =
  /^Connection terminated|^Client was closed|^Client has encountered a connection error|^timeout expired|^timeout exceeded when trying to connect|^Query read timeout|^Cannot use a pool after/;

const read = (error: unknown): SqlError => {
  const { code, message, constraint, column } = (typeof error === 'object' && error ? error : {}) as Partial<SqlError>;
  return { code: `${code ?? ''}`, message: `${message ?? ''}`, constraint, column };
};

const meaningOf = ({ code, message, constraint }: SqlError): Meaning => {
  if (code === '23505' && constraint !== undefined) return duplicates[constraint] ?? duplicate;
  if (code === '23503' && constraint !== undefined && unknown[constraint]) return unknown[constraint];
  if (code.startsWith('08') || socketErrors.has(code) || brokenConnection.test(message)) return away;
  return meanings[code] ?? failed;
};

/** Whether the same transaction, begun anew at once, may well succeed. A lock that was waited for in vain is not among them. */
export const isRetryable = (error: unknown): boolean => {
  const { code } = read(error instanceof DomainError ? error.cause : error);
  return code === '40001' || code === '40P01';
};

/**
 * Never fails, and never tells a value or a statement to the caller: the error itself is the `cause`, for the log.
 * What is already a `DomainError` stays as it is. Row-level security (42501), and all that is not in the table, is our own fault:
 * `internal`. `params.constraint` and `field` (a column) are given where PostgreSQL names them.
 */
export const translateSqlError = (error: unknown): DomainError => {
  if (error instanceof DomainError) return error;
  const found = read(error);
  const { kind, code, message, field } = meaningOf(found);
  const detail: DomainErrorDetail = { cause: error };
  if (kind === 'unavailable') detail.retryAfter = code === full.code ? 60 : 1;
  if (kind === 'invalid' && found.column !== undefined) detail.field = found.column;
  if (field !== undefined) {
    detail.field = field;
    detail.errors = [{ path: field, message, code }];
  }
  if (found.constraint !== undefined) detail.params = { constraint: found.constraint };
  return new DomainError(kind, code, message, detail);
};

/** Whether the database refused a row because of that unique constraint. */
export const isViolationOf = (error: unknown, constraint: string): boolean => {
  const found = read(error);
  return found.code === '23505' && found.constraint === constraint;
};
