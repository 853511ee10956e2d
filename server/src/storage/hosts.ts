/** The hosts that a `DATABASE_URL` names, read as PostgreSQL's own programs read it; `pg` knows URLs of one host only. */

/** Where the database is: a unix socket's directory or a host, or a whole URL. */
export type Connection = { readonly connectionString: string } | ConnectionParts;

interface ConnectionParts {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

export interface Hosts {
  /** What `pg` reaches each by, in the order of the URL; one at the least. */
  readonly places: readonly Connection[];
  /** Without password. */
  readonly names: readonly string[];
  readonly database: string;
  /** A host that takes no writes (a standby) is passed over. */
  readonly mustWrite: boolean;
  /** Milliseconds that a host has to answer. */
  readonly patience: number;
}

const usualPatience = 5000;

/** Scheme; user and password; hosts; database; parameters. */
const form = /^(postgres(?:ql)?:\/\/)([^/?#]*@)?([^/?#@]*)(\/[^?#]*)?(?:\?([^#]*))?$/;

const writing: Readonly<Record<string, boolean>> = { any: false, 'read-write': true, primary: true };

const readMustWrite = (parameters: URLSearchParams, count: number): boolean => {
  const wanted = parameters.get('target_session_attrs');
  if (wanted === null) return count > 1;
  const found = Object.hasOwn(writing, wanted) ? writing[wanted] : undefined;
  if (found !== undefined) return found;
  throw new Error(
    `DATABASE_URL has target_session_attrs=${wanted}; a server writes: read-write, primary and any make sense.`,
  );
};

/** Seconds; as in PostgreSQL's own programs, each host has so many to itself. */
const readPatience = (parameters: URLSearchParams): number => {
  const seconds = Number(parameters.get('connect_timeout') ?? 0);
  return Number.isInteger(seconds) && seconds > 0 ? Math.min(seconds, 600) * 1000 : usualPatience;
};

/** `host=a,b&port=1,2` among the parameters wins over what stands before the database; one port does for all hosts. */
const readParameterHosts = (parameters: URLSearchParams): { host: string; port: string }[] => {
  const hosts = (parameters.get('host') ?? '').split(',');
  const ports = (parameters.get('port') ?? '').split(',');
  if (ports.length > 1 && ports.length !== hosts.length) {
    throw new Error(`DATABASE_URL has ${hosts.length} hosts and ${ports.length} ports.`);
  }
  return hosts.map((host, index) => ({ host, port: ports[index] ?? ports[0] ?? '' }));
};

const splitUrl = (url: string): { url: string; name: string }[] => {
  const [, scheme = '', user = '', authority = '', path = '', query = ''] = form.exec(url) ?? [];
  const parameters = new URLSearchParams(query);
  const wrap = (host: string, more: URLSearchParams): string => `${scheme}${user}${host}${path}?${more}`;
  if (parameters.get('host')?.includes(',')) {
    return readParameterHosts(parameters).map(({ host, port }) => {
      const own = new URLSearchParams(parameters);
      own.set('host', host);
      own.set('port', port);
      if (port === '') own.delete('port');
      return { url: wrap('localhost', own), name: port === '' ? host : `${host}:${port}` };
    });
  }
  return authority.split(',').map((host) => ({ url: wrap(host, parameters), name: host }));
};

/** Throws a sentence for people, without the password, where the URL makes no sense. */
export const readHosts = (connection: Connection): Hosts => {
  if (!('connectionString' in connection)) {
    const { host, database } = connection;
    return { places: [connection], names: [host], database, mustWrite: false, patience: usualPatience };
  }
  const { connectionString } = connection;
  const [, , , , path = '', query = ''] = form.exec(connectionString) ?? [];
  const parameters = new URLSearchParams(query);
  const found = splitUrl(connectionString);
  const [first] = found;
  const isOne = found.length === 1;
  if (!isOne && found.some(({ name }) => name === '')) throw new Error('DATABASE_URL names an empty host.');
  return {
    // What names one host is left to `pg` as it stands.
    places: isOne ? [connection] : found.map(({ url }) => ({ connectionString: url })),
    names: isOne ? [first?.name || parameters.get('host') || 'a local socket'] : found.map(({ name }) => name),
    database: path.slice(1),
    mustWrite: readMustWrite(parameters, found.length),
    patience: readPatience(parameters),
  };
};
