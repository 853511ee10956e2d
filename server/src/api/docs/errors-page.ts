/** The list of error codes as the page of the documentation, in Markdown. */
import { errorCodes, memberCodes } from '../error-codes.ts';

const row = (...cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

export const errorsPage = (): string =>
  [
    '# Error codes of the native API',
    '',
    'Every refusal is `application/problem+json` (RFC 9457): `{type, title, status, detail, code, errors?, requestId}`.',
    '`code` is stable: programs compare it, and nothing else. `requestId` is what the server’s log calls the request.',
    'This page is made from `server/src/api/error-codes.ts`.',
    '',
    row('code', 'status', 'meaning'),
    row('---', '---', '---'),
    ...Object.entries(errorCodes).map(([code, { status, meaning }]) => row(`\`${code}\``, status, meaning)),
    '',
    '## Codes of members',
    '',
    'What is wrong with one member, in `errors: [{path, message, code}]`. `path` is dotted. A code of the list above may',
    'stand here too, where a value breaks a rule that is more than its form.',
    '',
    row('code', 'meaning'),
    row('---', '---'),
    ...Object.entries(memberCodes).map(([code, meaning]) => row(`\`${code}\``, meaning)),
    '',
  ].join('\n');
