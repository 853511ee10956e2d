/** What the files of this folder pass to one another. */

/** The part of pino's logger that is used here. */
export interface StartLog {
  info(message: string): void;
  warn(message: string): void;
}

/** How `pg` reaches a database; `host` is a socket's directory, not a name. */
export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

/** The numeric user and group that a program is run as; no entry in the machine's user list is needed. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL's own programs, absolute. */
export interface Programs {
  readonly initdb: string;
  readonly postgres: string;
  /** The major version that they read and write. */
  readonly major: string;
}

/** Everything that starting one postmaster needs. */
export interface Cluster {
  readonly programs: Programs;
  /** Undefined: as this process. */
  readonly account: Account | undefined;
  /** Real path of the directory that holds all that is PostgreSQL's. */
  readonly home: string;
  /** PGDATA, inside `home`. */
  readonly data: string;
  readonly logFile: string;
  readonly socketDir: string;
}
