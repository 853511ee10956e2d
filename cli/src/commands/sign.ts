import { createHmac } from 'node:crypto';
import { type Command, readArgs, UsageError } from '../command.ts';

/** The signature of contract worldcheck §2: HMAC-SHA256 over the lines, keyed with the secret's text. */
const sign = (secret: string, lines: readonly string[], body: string): string =>
  createHmac('sha256', secret)
    .update(lines.join('\n') + (body === '' ? '' : `\n${body}`), 'utf8')
    .digest('base64');

const quote = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;

export const signCommand: Command = {
  synopsis: 'sign --key KEY-ID --secret SECRET METHOD URL [BODY]',
  summary: 'Signs a World-Check One request, and prints it as a configuration for `curl -K -`.',
  run: async (args) => {
    const { values, positionals } = readArgs({
      args,
      allowPositionals: true,
      options: { key: { type: 'string' }, secret: { type: 'string' } },
    });
    const [method, address, body = ''] = positionals;
    if (values.key === undefined || values.secret === undefined) throw new UsageError('--key and --secret are needed.');
    if (method === undefined || address === undefined || !URL.canParse(address)) {
      throw new UsageError('a method and an absolute URL are needed.');
    }
    const { host, pathname } = new URL(address);
    const date = new Date().toUTCString();
    const length = Buffer.byteLength(body);
    const signed: [string, string][] = [
      ['(request-target)', `${method.toLowerCase()} ${pathname}`],
      ['host', host],
      ['date', date],
    ];
    if (length > 0) signed.push(['content-type', 'application/json'], ['content-length', String(length)]);
    const signature = sign(
      values.secret,
      signed.map(([name, value]) => `${name}: ${value}`),
      body,
    );
    const list = signed.map(([name]) => name).join(' ');
    const authorization = `Signature keyId="${values.key}",algorithm="hmac-sha256",headers="${list}",signature="${signature}"`;
    const lines = [
      `url = ${quote(address)}`,
      method.toUpperCase() === 'HEAD' ? 'head' : `request = ${quote(method.toUpperCase())}`,
      `header = ${quote(`Date: ${date}`)}`,
      `header = ${quote(`Authorization: ${authorization}`)}`,
    ];
    if (length > 0) lines.push('header = "Content-Type: application/json"', `data-binary = ${quote(body)}`);
    console.log(lines.join('\n'));
    return 0;
  },
};
