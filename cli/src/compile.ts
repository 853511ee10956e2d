/** Run once after the packages are installed: loads what a server loads, so that even the first start finds it compiled. */
import { keepCompiled } from './keep-compiled.ts';

keepCompiled();
await import('./commands/serve.ts');
await import('./start-server.ts');
await import('./hints/hints.ts');
