/** The programs of Debian that a cluster is made of; nothing is installed here. */
import { access, constants, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Programs {
  readonly patroni: string;
  readonly etcd: string;
  /** Directory of `postgres`, `pg_basebackup`, `pg_rewind`. */
  readonly postgres: string;
}

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const packages = 'apt-get install -y postgresql patroni etcd-server python3-etcd';
const oldest = 15;
const versions = '/usr/lib/postgresql';

const isProgram = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

const findOnPath = async (name: string): Promise<string | undefined> => {
  for (const directory of [...(process.env['PATH'] ?? '').split(':'), '/usr/bin', '/usr/sbin']) {
    if (directory !== '' && (await isProgram(join(directory, name)))) return join(directory, name);
  }
  return undefined;
};

const findPostgres = async (): Promise<string | undefined> => {
  const found = (await readdir(versions).catch(() => [])).map(Number).filter((version) => version >= oldest);
  for (const version of found.sort((one, other) => other - one)) {
    const directory = join(versions, `${version}`, 'bin');
    if (await isProgram(join(directory, 'postgres'))) return directory;
  }
  return undefined;
};

/** Rejects with a sentence that says what to install. */
export const findPrograms = async (): Promise<Programs> => {
  const [patroni, etcd, postgres] = [await findOnPath('patroni'), await findOnPath('etcd'), await findPostgres()];
  if (patroni !== undefined && etcd !== undefined && postgres !== undefined) return { patroni, etcd, postgres };
  const missing = Object.entries({ patroni, etcd, [`postgresql (${oldest} or later)`]: postgres })
    .filter(([, path]) => path === undefined)
    .map(([name]) => name);
  throw new Error(`This needs Debian's ${missing.join(', ')}:\n  ${packages}`);
};

/** PostgreSQL refuses root: under root it is Debian's user `postgres`. Undefined: as this process. */
export const findAccount = async (): Promise<Account | undefined> => {
  if (process.getuid?.() !== 0) return undefined;
  const entry = /^postgres:[^:]*:(\d+):(\d+):/m.exec(await readFile('/etc/passwd', 'utf8'));
  if (entry === null) throw new Error(`There is no user postgres:\n  ${packages}`);
  return { uid: Number(entry[1]), gid: Number(entry[2]) };
};
