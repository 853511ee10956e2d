/** PostgreSQL nodes under Patroni, with one etcd, in a temporary directory. */
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Network, openLoopback, openNamespaces, type Place } from './network.ts';
import type { Blow, Options } from './options.ts';
import { endChild, familyOf, isRunning, launch, signalAll } from './processes.ts';
import { type Account, findAccount, findPrograms } from './programs.ts';
import { type Passwords, patroniSettings } from './settings.ts';

/** What Patroni says of a node. */
export interface Member {
  readonly name: string;
  readonly role: string;
  readonly state: string;
  readonly timeline?: number;
  readonly lag?: number | string;
}

export interface Node {
  readonly name: string;
  readonly place: Place;
  readonly directory: string;
}

export interface Cluster {
  readonly directory: string;
  readonly nodes: readonly Node[];
  /** Of the database `docket`, at one node or at all of them. */
  urlOf(nodes: readonly Node[]): string;
  members(): Promise<readonly Member[]>;
  /** The node that takes the writes, once there is one, other than `other`, with a synchronous standby. */
  leader(other?: Node): Promise<Node>;
  /** Strikes the primary; resolves when it is done. */
  strike(node: Node, blow: Blow): Promise<void>;
  /** Lets the node that was struck come back. */
  recover(node: Node, blow: Blow): Promise<void>;
  /** Resolves when all nodes but one follow that one, on its timeline and with nothing outstanding. */
  following(): Promise<void>;
  end(): Promise<void>;
}

const patience = 180_000;

/** Asks again and again until there is something; a sentence for people where there never is. */
const until = async <T>(what: string, signal: AbortSignal, ask: () => Promise<T | undefined>): Promise<T> => {
  const giveUp = performance.now() + patience;
  while (performance.now() < giveUp) {
    signal.throwIfAborted();
    const found = await ask().catch(() => undefined);
    if (found !== undefined) return found;
    await sleep(100);
  }
  throw new Error(`In ${patience / 1000} seconds: ${what}.`);
};

const readPostmaster = async (node: Node): Promise<number> =>
  Number.parseInt(await readFile(join(node.directory, 'data/postmaster.pid'), 'utf8'), 10);

const makeDatabase = async (url: string, password: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create role docket login createrole password '${password}'`);
    await client.query('create database docket owner docket');
  } finally {
    await client.end();
  }
};

const askMembers = async ({ host, restPort }: Place): Promise<readonly Member[]> => {
  const answer = await fetch(`http://${host}:${restPort}/cluster`, { signal: AbortSignal.timeout(1000) });
  return ((await answer.json()) as { members: Member[] }).members;
};

/** The answer of the first node that knows: one that is frozen or cut off says nothing, and its view would be old. */
const membersSeenBy = (nodes: readonly Node[]): Promise<readonly Member[]> =>
  Promise.any(nodes.map(({ place }) => askMembers(place)));

const startNode = async (node: Node, patroni: string, account: Account | undefined): Promise<ChildProcess> => {
  const started = launch({
    command: [patroni, join(node.directory, 'patroni.yml')],
    inside: node.place.inside,
    account,
    env: { HOME: node.directory },
    log: join(node.directory, 'log'),
  });
  return started;
};

const makeNodes = async (network: Network, directory: string, account: Account | undefined): Promise<Node[]> => {
  const nodes = network.places.map((place, index) => {
    const name = `node${index + 1}`;
    return { name, place, directory: join(directory, name) };
  });
  for (const own of [directory, join(directory, 'etcd'), ...nodes.map((node) => node.directory)]) {
    await mkdir(own, { recursive: true, mode: 0o700 });
    if (account !== undefined) await chown(own, account.uid, account.gid);
  }
  return nodes;
};

const etcdCommand = (etcd: string, { host, etcdPorts: [client, peer] }: Network, directory: string): string[] => [
  etcd,
  ...['--name', 'etcd', '--data-dir', join(directory, 'etcd/data')],
  ...['--listen-client-urls', `http://${host}:${client}`, '--advertise-client-urls', `http://${host}:${client}`],
  ...['--listen-peer-urls', `http://${host}:${peer}`, '--initial-advertise-peer-urls', `http://${host}:${peer}`],
  ...['--initial-cluster', `etcd=http://${host}:${peer}`],
];

const secret = (): string => randomBytes(12).toString('hex');

/** Starts them, and makes an empty database `docket`. The caller ends it; with `signal` nothing is waited for any more. */
export const startCluster = async (options: Options, signal: AbortSignal): Promise<Cluster> => {
  const programs = await findPrograms();
  const account = await findAccount();
  const network = await (options.blows.includes('cut') ? openNamespaces : openLoopback)(options.nodes);
  const directory = await mkdtemp(join(tmpdir(), 'docket-failover-'));
  const passwords: Passwords = { superuser: secret(), replication: secret(), docket: secret() };
  const nodes = await makeNodes(network, directory, account);
  const running = new Map<Node, ChildProcess>();
  const frozen = new Map<Node, number[]>();
  const etcd = launch({
    command: etcdCommand(programs.etcd, network, directory),
    inside: [],
    account,
    env: {},
    log: join(directory, 'etcd/log'),
  });

  const familyAt = async (node: Node): Promise<number[]> => {
    const postmaster = await readPostmaster(node).catch(() => undefined);
    const patroni = running.get(node)?.pid;
    return [...new Set([patroni, postmaster].flatMap((pid) => (pid === undefined ? [] : familyOf(pid))))];
  };
  const urlFor = (user: string, password: string, database: string, some: readonly Node[]): string =>
    `postgresql://${user}:${password}@${some.map(({ place }) => `${place.host}:${place.postgresPort}`).join(',')}/${database}`;
  const isStruck = new Set<Node>();
  const members = (): Promise<readonly Member[]> => membersSeenBy(nodes.filter((node) => !isStruck.has(node)));
  const byName = (name: string | undefined): Node | undefined => nodes.find((node) => node.name === name);

  const cluster: Cluster = {
    directory,
    nodes,
    urlOf: (some) => urlFor('docket', passwords.docket, 'docket', some),
    members,
    leader: (other) =>
      until('there is no primary with a synchronous standby', signal, async () => {
        const found = await members();
        const leader = found.find(({ role, state }) => role === 'leader' && state === 'running');
        const isGuarded = found.some(({ role }) => role === 'sync_standby');
        const node = isGuarded ? byName(leader?.name) : undefined;
        return node === other ? undefined : node;
      }),
    strike: async (node, blow) => {
      if (blow === 'switchover') {
        const body = JSON.stringify({ leader: node.name });
        const { host, restPort } = node.place;
        const answer = await fetch(`http://${host}:${restPort}/switchover`, { method: 'POST', body });
        if (!answer.ok) throw new Error(`Patroni refused the switchover: ${await answer.text()}`);
        return;
      }
      if (blow === 'crash') {
        signalAll(familyOf(await readPostmaster(node)), 'SIGKILL');
        return;
      }
      isStruck.add(node);
      if (blow === 'cut') await node.place.cut(true);
      else if (blow === 'kill') signalAll(await familyAt(node), 'SIGKILL');
      else {
        frozen.set(node, await familyAt(node));
        signalAll(frozen.get(node) ?? [], 'SIGSTOP');
      }
    },
    recover: async (node, blow) => {
      if (blow === 'kill') running.set(node, await startNode(node, programs.patroni, account));
      if (blow === 'freeze') signalAll(frozen.get(node) ?? [], 'SIGCONT');
      if (blow === 'cut') await node.place.cut(false);
      frozen.delete(node);
      isStruck.delete(node);
    },
    following: async () => {
      await until('not every node follows the primary', signal, async () => {
        const found = await members();
        const leader = found.find(({ role }) => role === 'leader');
        const isSound = ({ role, state, lag, timeline }: Member): boolean =>
          role === 'leader' || (/^(?:running|streaming)$/.test(state) && lag === 0 && timeline === leader?.timeline);
        return found.length === nodes.length && leader !== undefined && found.every(isSound) ? true : undefined;
      });
    },
    end: async () => {
      for (const pids of frozen.values()) signalAll(pids, 'SIGCONT');
      for (const [node, child] of running) {
        const left = await familyAt(node);
        await endChild(child, 20_000);
        signalAll(
          left.filter((pid) => pid !== child.pid),
          'SIGKILL',
        );
      }
      await endChild(etcd, 5000);
      await network.end();
      if (!options.keep) await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
  try {
    for (const node of nodes) {
      const settings = patroniSettings({
        name: node.name,
        place: node.place,
        etcd: `${network.host}:${network.etcdPorts[0]}`,
        directory: node.directory,
        programs: programs.postgres,
        passwords,
        options,
        net: `${network.host}/24`,
      });
      const file = join(node.directory, 'patroni.yml');
      await writeFile(file, JSON.stringify(settings, null, 2), { mode: 0o600 });
      if (account !== undefined) await chown(file, account.uid, account.gid);
      running.set(node, await startNode(node, programs.patroni, account));
    }
    const first = await cluster.leader();
    await makeDatabase(urlFor('postgres', passwords.superuser, 'postgres', [first]), passwords.docket);
    await cluster.following();
    return cluster;
  } catch (error) {
    if (!isRunning(etcd)) console.error(`etcd ended: ${await readFile(join(directory, 'etcd/log'), 'utf8')}`);
    await cluster.end();
    throw error;
  }
};
