/** `npm run bench:load`: fills the store that the environment names with cases, for measuring and for trying plans. */
import { parseArgs } from 'node:util';
import { withStore } from '@docket/cli/src/with-store.ts';
import { createSecrets, readSecretKey } from '@docket/server/storage/secrets.ts';
import { fillStore } from './fill-store.ts';
import { logins, tenantKey, tokenOf } from './tenant.ts';

const usage = 'npm run bench:load -- --cases COUNT [--seed 1] [--until ISO] [--keep]';

const whole = (name: string, text: string | undefined): number => {
  const value = Number(text);
  if (text === undefined || !Number.isInteger(value) || value < 0 || value > 100_000_000) {
    throw new Error(`--${name} must be a whole number, not '${text ?? ''}'.\n${usage}`);
  }
  return value;
};

/** Without `--until`: the beginning of the day, so that a load made twice in a day is the same. */
const instant = (text: string | undefined): number => {
  if (text === undefined) return Math.floor(Date.now() / 86_400_000) * 86_400_000;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new Error(`--until must be an instant, not '${text}'.\n${usage}`);
  return ms;
};

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string' },
      seed: { type: 'string', default: '1' },
      until: { type: 'string' },
      keep: { type: 'boolean', default: false },
    },
  });
  const filling = {
    cases: whole('cases', values.cases),
    seed: whole('seed', values.seed),
    untilMs: instant(values.until),
  };
  const started = performance.now();
  await withStore(async ({ config, connection, owner }) => {
    const secrets = createSecrets(readSecretKey(config.secretKey, config.dataDir));
    const tell = (line: string): void => console.error(`${line} …`);
    await fillStore(owner, connection, secrets, { ...filling, keeps: values.keep }, tell);
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(`${filling.cases} cases in the tenant '${tenantKey}', in ${seconds} s.`);
  for (const login of ['all', 'tenth'] as const) {
    console.log(`  ${logins[login]}: native token ${tokenOf('api', login)}, password ${logins[login]}-pw`);
  }
};

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
