#!/usr/bin/env node
import { type Command, UsageError } from './command.ts';
/** The `docket` command (DESIGN §7): finds the subcommand and says in one sentence what is wrong with a call. */
import { applyCommand } from './commands/apply.ts';
import { exportCommand } from './commands/export.ts';
import { migrateCommand } from './commands/migrate.ts';
import { runDueCommand } from './commands/run-due.ts';
import { serveCommand } from './commands/serve.ts';
import { signCommand } from './commands/sign.ts';
import { verifyCommand } from './commands/verify.ts';

const commands: Readonly<Record<string, Command>> = {
  serve: serveCommand,
  apply: applyCommand,
  export: exportCommand,
  'run-due': runDueCommand,
  verify: verifyCommand,
  migrate: migrateCommand,
  sign: signCommand,
};

const usage = (): string =>
  [
    'Usage: docket COMMAND …',
    '',
    ...Object.values(commands).map(({ synopsis, summary }) => `  ${synopsis}\n      ${summary}`),
  ].join('\n');

const main = async ([name, ...args]: string[]): Promise<number> => {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    console.log(usage());
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    console.error(`docket: there is no command '${name}'.\n\n${usage()}`);
    return 2;
  }
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

process.exitCode = await main(process.argv.slice(2));
