import { type Command, readArgs, UsageError } from '../command.ts';
import { signRequest } from '../sign-request.ts';

/** A quoted value of curl's configuration file. */
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
    const url = new URL(address);
    const { headers } = signRequest({ key: values.key, secret: values.secret, method, url, body });
    const lines = [
      `url = ${quote(address)}`,
      method.toUpperCase() === 'HEAD' ? 'head' : `request = ${quote(method.toUpperCase())}`,
      ...Object.entries(headers).map(([name, value]) => `header = ${quote(`${name}: ${value}`)}`),
    ];
    if (body !== '') lines.push(`data-binary = ${quote(body)}`);
    console.log(lines.join('\n'));
    return 0;
  },
};
