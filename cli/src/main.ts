#!/usr/bin/env node
/** The `docket` command (DESIGN §7): finds the subcommand and says in one sentence what is wrong with a call. */
import { type Command, UsageError } from './command.ts';
import { keepCompiled } from './keep-compiled.ts';

/** Each is loaded when it is called: a command that needs no server does not read one. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./commands/serve.ts')).serveCommand,
  apply: async () => (await import('./commands/apply.ts')).applyCommand,
  export: async () => (await import('./commands/export.ts')).exportCommand,
  'run-due': async () => (await import('./commands/run-due.ts')).runDueCommand,
  disposition: async () => (await import('./commands/disposition.ts')).dispositionCommand,
  verify: async () => (await import('./commands/verify.ts')).verifyCommand,
  migrate: async () => (await import('./commands/migrate.ts')).migrateCommand,
  backup: async () => (await import('./commands/backup.ts')).backupCommand,
  restore: async () => (await import('./commands/restore.ts')).restoreCommand,
  user: async () => (await import('./commands/user.ts')).userCommand,
  sign: async () => (await import('./commands/sign.ts')).signCommand,
};

const usage = async (): Promise<string> => {
  const all = await Promise.all(Object.values(commands).map((load) => load()));
  return ['Usage: docket COMMAND …', '', ...all.map(({ synopsis, summary }) => `  ${synopsis}\n      ${summary}`)].join(
    '\n',
  );
};

const main = async ([name, ...args]: string[]): Promise<number> => {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    console.log(await usage());
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    console.error(`docket: there is no command '${name}'.\n\n${await usage()}`);
    return 2;
  }
  const command = await load();
  if (args.includes('--help')) {
    console.log(`Usage: docket ${command.synopsis}\n${command.summary}`);
    return 0;
  }
  try {
    return await command.run(args);
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`docket ${name}: ${error.message}\nUsage: docket ${command.synopsis}`);
      return 2;
    }
    console.error(`docket ${name}: ${error instanceof Error ? error.message : String(error)}`);
    if (process.env['DOCKET_LOG_LEVEL'] === 'debug') console.error(error);
    return 1;
  }
};

keepCompiled();
process.exitCode = await main(process.argv.slice(2));
