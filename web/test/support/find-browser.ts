/** A real Chromium: the one that the npm package ships, or the machine's own. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inflate } from '@sparticuz/chromium';

export interface FoundBrowser {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

/** What its maker compiled it with, and nothing else of the machine's, is what the packed Chromium needs. */
const packedFor = { platform: 'linux', arch: 'x64' };

const packs = join(import.meta.dirname, '../../../node_modules/@sparticuz/chromium/bin');

const fontsFile = (home: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(home, 'fonts')}</dir><cachedir>${join(home, 'font-cache')}</cachedir></fontconfig>
`;

/**
 * Unpacks Chromium (200 MB) with its libraries and fonts into the run's temporary directory, which goes with the run: so
 * it needs nothing that is not in the packages. The unpacking goes to `os.tmpdir()`, whatever is asked.
 */
const unpack = async (home: string): Promise<FoundBrowser> => {
  const outer = process.env['TMPDIR'];
  process.env['TMPDIR'] = home;
  try {
    const [executablePath = ''] = await Promise.all(
      ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'].map((name) => inflate(join(packs, name))),
    );
    await mkdir(join(home, 'etc'));
    await writeFile(join(home, 'etc', 'fonts.conf'), fontsFile(home));
    const env = { LD_LIBRARY_PATH: join(home, 'al2023', 'lib'), FONTCONFIG_PATH: join(home, 'etc'), HOME: home };
    return { executablePath, env };
  } finally {
    if (outer === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = outer;
  }
};

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Undefined: this machine has none, and the package's is for another kind of machine. */
export const findBrowser = async (home: string): Promise<FoundBrowser | undefined> => {
  if (process.platform === packedFor.platform && process.arch === packedFor.arch && existsSync(packs)) {
    return unpack(home);
  }
  const executablePath = installed.find((path) => existsSync(path));
  return executablePath === undefined ? undefined : { executablePath, env: { HOME: home } };
};
