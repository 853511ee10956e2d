/** Where the nodes of a cluster are: ports of the loopback, or network namespaces of their own, which can be cut off. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { promisify } from 'node:util';

export interface Place {
  readonly host: string;
  readonly postgresPort: number;
  readonly restPort: number;
  /** The words in front of a command that is run there. */
  readonly inside: readonly string[];
  /** Cuts it off from all others, or joins it again; nothing goes back or forth, not even that it is so. */
  cut(isCut: boolean): Promise<void>;
}

export interface Network {
  /** Where etcd listens, and what else is outside of the nodes. */
  readonly host: string;
  readonly etcdPorts: readonly [number, number];
  readonly places: readonly Place[];
  end(): Promise<void>;
}

const findPort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
};

export const openLoopback = async (nodes: number): Promise<Network> => {
  const host = '127.0.0.1';
  const place = async (): Promise<Place> => ({
    host,
    postgresPort: await findPort(),
    restPort: await findPort(),
    inside: [],
    cut: () => Promise.reject(new Error('The loopback cannot be cut.')),
  });
  const places: Place[] = [];
  for (let index = 0; index < nodes; index += 1) places.push(await place());
  return { host, etcdPorts: [await findPort(), await findPort()], places, end: async () => {} };
};

const run = promisify(execFile);
const ip = (words: string): Promise<unknown> => run('ip', words.split(' '));

/** Documentation addresses (RFC 5737): nobody's real network. */
const prefix = '198.51.100';

/** A bridge, and a namespace a node. Names carry the process, so that two runs on a machine are apart. */
export const openNamespaces = async (nodes: number): Promise<Network> => {
  if (process.getuid?.() !== 0) throw new Error('Network namespaces need root.');
  const bridge = `dkb${process.pid}`;
  const names = Array.from({ length: nodes }, (_, index) => `dk${process.pid}n${index + 1}`);
  const end = async (): Promise<void> => {
    for (const name of names) {
      await ip(`netns delete ${name}`).catch(() => {});
      await ip(`link delete ${name}`).catch(() => {});
    }
    await ip(`link delete ${bridge}`).catch(() => {});
  };
  try {
    await ip(`link add ${bridge} type bridge`);
    await ip(`addr add ${prefix}.1/24 dev ${bridge}`);
    await ip(`link set ${bridge} up`);
    for (const [index, name] of names.entries()) {
      await ip(`netns add ${name}`);
      await ip(`link add ${name} type veth peer name eth0 netns ${name}`);
      await ip(`link set ${name} master ${bridge} up`);
      await ip(`-n ${name} addr add ${prefix}.${index + 11}/24 dev eth0`);
      await ip(`-n ${name} link set eth0 up`);
      await ip(`-n ${name} link set lo up`);
    }
  } catch (error) {
    await end();
    throw error;
  }
  const places = names.map(
    (name, index): Place => ({
      host: `${prefix}.${index + 11}`,
      postgresPort: 5432,
      restPort: 8008,
      inside: ['ip', 'netns', 'exec', name],
      // Without the bridge the link is up and leads nowhere: nobody is told.
      cut: async (isCut) => void (await ip(isCut ? `link set ${name} nomaster` : `link set ${name} master ${bridge}`)),
    }),
  );
  return { host: `${prefix}.1`, etcdPorts: [await findPort(), await findPort()], places, end };
};
