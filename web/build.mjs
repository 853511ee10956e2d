/**
 * Builds the workspace into `dist`. `npm ci` runs it; where development dependencies were left out there is nothing to
 * build with, and an installation without the workspace is still a good one. Plain JavaScript: it may run on an old Node.
 */
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));

const loadVite = async () => {
  try {
    return await import('vite');
  } catch (error) {
    if (error.code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
};

const vite = await loadVite();
if (vite === undefined) {
  process.stdout.write('The workspace is not built: its development dependencies are not installed.\n');
} else {
  await vite.build({ root, configFile: `${root}vite.config.ts`, logLevel: 'warn' });
}
