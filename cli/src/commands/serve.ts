import { readConfig } from '@docket/server/config.ts';
import type { Running, ServeOptions } from '@docket/server/main.ts';
import { openDatabase } from '@docket/server/storage/open.ts';
import { type Command, readArgs, UsageError } from '../command.ts';
import { endOnFault, openLog } from '../open-log.ts';
import { spareMemory } from '../spare-memory.ts';

type FaceName = ServeOptions['listen'][number]['face'];

const faceNames: readonly FaceName[] = ['worldcheck', 'egain', 'tracker', 'qflow', 'goss', 'api'];

const readListen = (text: string): { face: FaceName; port: number } => {
  const [name, port = ''] = text.split('=');
  const face = faceNames.find((one) => one === name);
  if (face === undefined || !/^[0-9]{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new UsageError(`--listen is FACADE=PORT with one of ${faceNames.join(', ')}, not '${text}'.`);
  }
  return { face, port: Number(port) };
};

const print = async ({ addresses }: Running, files: readonly string[], withHints: boolean): Promise<void> => {
  for (const { face, host, port } of addresses) {
    console.log(
      face === undefined ? `Docket listens on http://${host}:${port}` : `  ${face} alone: http://${host}:${port}`,
    );
  }
  const [main] = addresses;
  if (!withHints || main === undefined) return;
  const { hints } = await import('../hints/hints.ts');
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
    const serverLog = openLog(config.logLevel);
    endOnFault(serverLog);
    const { log } = serverLog;
    // The database takes about as long to come up as the faces take to load: they do so side by side. Loading keeps
    // this process busy, so the other one is launched first.
    const launched = Promise.withResolvers<void>();
    const database = openDatabase(config, 'server', log, launched.resolve);
    await Promise.race([launched.promise, database]);
    database.catch(() => {}); // whoever waits for it below is told
    const { startServer } = await import('../start-server.ts');
    const running = await startServer({ config, listen, apply: values.apply, log, env: process.env, database });
    await print(running, values.apply, values.hints);
    spareMemory();
    await running.stopped;
    serverLog.close();
    return 0;
  },
};
