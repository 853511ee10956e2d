/** The sources as the architecture's rules see them: a path, the text without comments, and what is imported. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

export interface Import {
  /** As written: `./x.ts`, `pg`. */
  readonly from: string;
  /** Relative imports: the file, from the root of the repository. */
  readonly file: string | undefined;
  /** `import type`: gone when the program runs. */
  readonly typeOnly: boolean;
}

export interface Source {
  /** From the root of the repository: `server/src/domain/errors.ts`. */
  readonly path: string;
  readonly lines: number;
  /** Without comments; strings are left. */
  readonly code: string;
  readonly imports: readonly Import[];
}

const stringsAndComments = /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;

const statements =
  /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s*)?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g;

/** Reads one source; `text` is the file's whole text. */
export const readSource = (path: string, text: string): Source => {
  const code = text.replace(stringsAndComments, (_whole, string?: string) => string ?? ' ');
  const imports = [...code.matchAll(statements)].map(([, type, named, dynamic]) => {
    const from = named ?? dynamic ?? '';
    const file = from.startsWith('.') ? posix.normalize(posix.join(posix.dirname(path), from)) : undefined;
    return { from, file, typeOnly: type !== undefined };
  });
  return { path, lines: text.split('\n').length - 1, code, imports };
};

/** All `.ts` and `.tsx` files below the folders, which are named from `root`. */
export const readSources = (root: string, folders: readonly string[]): Source[] =>
  folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes('node_modules'))
      .map((entry) => {
        const full = join(entry.parentPath, entry.name);
        return readSource(full.slice(root.length + 1).replaceAll('\\', '/'), readFileSync(full, 'utf8'));
      }),
  );
