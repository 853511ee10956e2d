import { faces } from '@docket/server/app.ts';
import { readConfig } from '@docket/server/config.ts';
import { openDirectory } from '@docket/server/domain/tenants/open-directory.ts';
import { type Running, serve } from '@docket/server/main.ts';
import { pino } from 'pino';
import { type Command, readArgs, UsageError } from '../command.ts';
import { hints } from '../hints/hints.ts';

type FaceName = (typeof faces)[number]['name'];

const readListen = (text: string): { face: FaceName; port: number } => {
  const [name, port = ''] = text.split('=');
  const face = faces.find((one) => one.name === name);
  if (face === undefined || !/^[0-9]{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new UsageError(
      `--listen is FACADE=PORT with one of ${faces.map((one) => one.name).join(', ')}, not '${text}'.`,
    );
  }
  return { face: face.name, port: Number(port) };
};

const print = async ({ addresses }: Running, files: readonly string[], withHints: boolean): Promise<void> => {
  for (const { face, host, port } of addresses) {
    console.log(
      face === undefined ? `Docket listens on http://${host}:${port}` : `  ${face} alone: http://${host}:${port}`,
    );
  }
  const [main] = addresses;
  if (!withHints || main === undefined) return;
  for (const line of await hints(`http://${main.host}:${main.port}`, files)) console.log(line);
};

export const serveCommand: Command = {
  synopsis: 'serve [--apply FILE …] [--listen FACADE=PORT …] [--hints]',
  summary: 'Migrates the store, applies tenant files, listens; --hints prints for each facade a line to try.',
  run: async (args) => {
    const { values } = readArgs({
      args,
      options: {
        apply: { type: 'string', multiple: true, default: [] },
        listen: { type: 'string', multiple: true, default: [] },
        hints: { type: 'boolean', default: false },
      },
    });
    const config = readConfig(process.env);
    const listen = values.listen.map(readListen);
    const destination = pino.destination({ dest: 2, sync: false, minLength: 4096, periodicFlush: 500 });
    const log = pino({ level: config.logLevel, base: null }, destination);
    const running = await serve(
      { config, listen, apply: values.apply, log, env: process.env },
      {
        faces,
        openDirectory: ({ store, secrets, config: { defaultTenant }, log: told }) =>
          openDirectory({
            connectOwner: store.connectOwner,
            secrets,
            defaultTenant,
            onError: (error) => told.warn({ err: error }, 'the configuration could not be read again'),
          }),
      },
    );
    await print(running, values.apply, values.hints);
    await running.stopped;
    destination.flushSync();
    return 0;
  },
};
